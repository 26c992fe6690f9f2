type RequestHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>;
type DeviceHandler = NonNullable<Parameters<Electron.Session['setDevicePermissionHandler']>[0]>;

/** Grants what no handler refuses: so does Electron. */
export class SessionDouble {
  #requestHandler: RequestHandler | null = null;
  #checkHandler: CheckHandler | null = null;
  #deviceHandler: DeviceHandler | null = null;

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#requestHandler = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#checkHandler = handler;
  }

  setDevicePermissionHandler(handler: DeviceHandler | null): void {
    this.#deviceHandler = handler;
  }

  /** Asks as a page would, with what Electron tells of it. */
  request(contents: Electron.WebContents, permission: string, details: Partial<Electron.MediaAccessPermissionRequest> = {}): Promise<boolean> {
    return new Promise(resolve => {
      if (!this.#requestHandler) return resolve(true);
      this.#requestHandler(contents, permission as Parameters<RequestHandler>[1], resolve, { isMainFrame: true, requestingUrl: contents.getURL(), ...details });
    });
  }

  check(contents: Electron.WebContents, permission: string, details: Partial<Electron.PermissionCheckHandlerHandlerDetails> = {}): boolean {
    const requestingUrl = contents.getURL();
    const origin = requestingUrl.slice(0, requestingUrl.indexOf('/', 'app://'.length) + 1);
    return this.#checkHandler?.(contents, permission as Parameters<CheckHandler>[1], origin, { isMainFrame: true, requestingUrl, ...details }) ?? true;
  }

  /** Asks as a page would that wants this device. */
  checkDevice(deviceType: 'hid' | 'serial' | 'usb'): boolean {
    return this.#deviceHandler?.({ deviceType, origin: 'app://branch-desk', device: {} } as Parameters<DeviceHandler>[0]) ?? true;
  }
}
