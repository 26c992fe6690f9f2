import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ElectronApi } from './electron-api.ts';

const secretByteCount = 32;

/**
 * The branch's secret, made once and kept in `file`, encrypted by a key of the operating system's key store. It leaves this
 * process only in the message that starts the branch service: never in an argument, a variable of the environment or a log.
 *
 * Null where there is no key store worth the name, and when the file is there but the key store cannot open it: a new
 * secret in its place would end every hope for what the old one closed.
 */
export async function keepBranchSecret(safeStorage: ElectronApi['safeStorage'], file: string, platform: NodeJS.Platform): Promise<Buffer | null> {
  try {
    if (!await safeStorage.isAsyncEncryptionAvailable()) return null;
    // On Linux without a key ring Electron encrypts with a password that stands in its source.
    if (platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())) return null;
    const kept = readOrNull(file);
    if (kept) {
      const { result } = await safeStorage.decryptStringAsync(kept);
      const secret = Buffer.from(result, 'base64');
      return secret.length === secretByteCount ? secret : null;
    }
    const secret = randomBytes(secretByteCount);
    writeWhole(file, await safeStorage.encryptStringAsync(secret.toString('base64')));
    return secret;
  } catch {
    return null;
  }
}

function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function writeWhole(file: string, content: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, content, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
