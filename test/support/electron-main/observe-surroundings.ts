import type * as Electron from 'electron';
import { replace } from './replace.ts';

export interface ObservedSurroundings {
  readonly online: (online: boolean) => void;
  readonly onBattery: (onBattery: boolean) => void;
  readonly systemIsDark: (dark: boolean) => void;
}

/** The computer around the application is a given one: with a network, on mains, light, and in English. */
export function observeSurroundings({
  app,
  nativeTheme,
  net,
  powerMonitor,
}: typeof Electron): ObservedSurroundings {
  let online = true;
  let onBattery = false;
  replace(net, 'isOnline', () => online);
  replace(powerMonitor, 'isOnBatteryPower', () => onBattery);
  replace(app, 'getPreferredSystemLanguages', () => ['en-GB']);
  const system = givenAppearance(nativeTheme);
  // Before the application's own: it waits for the same.
  void app.whenReady().then(system.apply);
  return {
    online: (value) => {
      online = value;
    },
    onBattery: (value) => {
      onBattery = value;
      powerMonitor.emit(value ? 'on-battery' : 'on-ac');
    },
    systemIsDark: system.set,
  };
}

/** What the application calls the system's appearance is ours; Electron does all that follows from it. */
function givenAppearance(nativeTheme: Electron.NativeTheme): {
  apply: () => void;
  set: (dark: boolean) => void;
} {
  const own = accessor(nativeTheme, 'themeSource');
  let wished: Electron.NativeTheme['themeSource'] = 'system';
  let systemIsDark = false;
  const apply = (): void => {
    const system = systemIsDark ? 'dark' : 'light';
    own.set?.call(nativeTheme, wished === 'system' ? system : wished);
  };
  Object.defineProperty(nativeTheme, 'themeSource', {
    configurable: true,
    enumerable: true,
    get: () => wished,
    set: (value: Electron.NativeTheme['themeSource']) => {
      wished = value;
      apply();
    },
  });
  return {
    apply,
    set: (dark) => {
      systemIsDark = dark;
      apply();
    },
  };
}

/** Wherever it is: on the object, or on one that it inherits from. */
function accessor(of: object, name: string): PropertyDescriptor {
  for (let at: object | null = of; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found?.set !== undefined) return found;
  }
  throw new Error(`Electron has no ${name} that could be set.`);
}
