import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** What the machine offers: a key ring, Electron's fixed password, or a key ring that forgot what it had. */
export type KeyStore = 'keyRing' | 'basicText' | 'none' | 'forgetful';

/** A person's key ring outlives the application, so it is known by the person's folder. */
const keyRings = new Map<string, Buffer>();

/** Electron's safeStorage with its asynchronous half alone: the other one is deprecated. */
export class SafeStorageDouble {
  readonly #isReady: () => boolean;
  readonly #store: KeyStore;
  readonly #key: Buffer;

  constructor(userFolder: string, store: KeyStore, isReady: () => boolean) {
    this.#isReady = isReady;
    this.#store = store;
    const kept = keyRings.get(userFolder);
    this.#key = kept && store !== 'forgetful' ? kept : randomBytes(32);
    keyRings.set(userFolder, this.#key);
  }

  async isAsyncEncryptionAvailable(): Promise<boolean> {
    return this.#isReady() && this.#store !== 'none';
  }

  getSelectedStorageBackend(): ReturnType<Electron.SafeStorage['getSelectedStorageBackend']> {
    if (!this.#isReady()) return 'unknown';
    return this.#store === 'basicText' ? 'basic_text' : 'gnome_libsecret';
  }

  async encryptStringAsync(plainText: string): Promise<Buffer> {
    if (!await this.isAsyncEncryptionAvailable()) throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.');
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    return Buffer.concat([nonce, cipher.update(plainText, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  async decryptStringAsync(encrypted: Buffer): Promise<Electron.DecryptStringAsyncReturnValue> {
    if (!await this.isAsyncEncryptionAvailable()) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.');
    const decipher = createDecipheriv('aes-256-gcm', this.#key, encrypted.subarray(0, 12));
    decipher.setAuthTag(encrypted.subarray(-16));
    const result = Buffer.concat([decipher.update(encrypted.subarray(12, -16)), decipher.final()]).toString('utf8');
    return { result, shouldReEncrypt: false };
  }
}
