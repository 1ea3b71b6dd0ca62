import Store from 'electron-store';
import type { Rectangle } from './window-place.ts';

interface Remembered {
  bounds?: Rectangle;
  maximized?: boolean;
  /** The user was told that RPOP goes on in the tray. */
  toldOfTray?: boolean;
}

const number = { type: 'number' } as const;

/** What the window remembers: `window.json` in the data folder. One that makes no sense is forgotten. */
export class WindowMemory {
  readonly #store: Store<Remembered>;

  constructor(dataFolder: string) {
    this.#store = new Store<Remembered>({
      cwd: dataFolder,
      name: 'window',
      clearInvalidConfig: true,
      configFileMode: 0o600,
      schema: {
        bounds: {
          type: 'object',
          properties: { x: number, y: number, width: number, height: number },
          required: ['x', 'y', 'width', 'height'],
        },
        maximized: { type: 'boolean' },
        toldOfTray: { type: 'boolean' },
      },
    });
  }

  get bounds(): Rectangle | undefined {
    return this.#store.get('bounds');
  }

  get maximized(): boolean {
    return this.#store.get('maximized') ?? false;
  }

  get toldOfTray(): boolean {
    return this.#store.get('toldOfTray') ?? false;
  }

  remember(what: Remembered): void {
    this.#store.set(what);
  }
}
