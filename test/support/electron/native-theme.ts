import { EventEmitter } from 'node:events';

class NativeTheme extends EventEmitter {
  #source: 'system' | 'light' | 'dark' = 'system';
  #systemIsDark = false;

  get themeSource(): 'system' | 'light' | 'dark' {
    return this.#source;
  }

  set themeSource(source: 'system' | 'light' | 'dark') {
    this.#source = source;
    this.emit('updated', {});
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.#systemIsDark : this.#source === 'dark';
  }

  /** The computer's own appearance. */
  setSystem(dark: boolean): void {
    this.#systemIsDark = dark;
    this.emit('updated', {});
  }
}

export const nativeTheme = new NativeTheme();
