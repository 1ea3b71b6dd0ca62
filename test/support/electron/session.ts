import { EventEmitter } from 'node:events';

type PermissionCheck = (contents: object | null, permission: string) => boolean;

class Session extends EventEmitter {
  /** Electron's own answer is yes. */
  permissionCheck: PermissionCheck = () => true;
  #request: ((contents: object, permission: string, answer: (granted: boolean) => void) => void) | undefined;

  setPermissionRequestHandler(
    handler: (contents: object, permission: string, answer: (granted: boolean) => void) => void,
  ): void {
    this.#request = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.permissionCheck = handler;
  }

  setDevicePermissionHandler(): void {
    // No device is offered by a headless Chromium.
  }

  setDisplayMediaRequestHandler(): void {
    // Nor is a screen.
  }

  /** Whether a page gets a permission. Asked beforehand for each: Chromium has no way to ask us when a page does. */
  async allows(contents: object, permission: string): Promise<boolean> {
    if (!this.permissionCheck(contents, permission)) return false;
    const request = this.#request;
    if (request === undefined) return true;
    return new Promise((resolve) => {
      request(contents, permission, resolve);
    });
  }
}

export const session = { defaultSession: new Session() };
