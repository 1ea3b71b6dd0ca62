/**
 * Loaded into Electron's main process by `--require`, before the application: observes it, and answers the driver
 * (test/support/driving/electron-desktop.ts) that evaluates `globalThis.rpopDesktop`.
 */
import * as module from 'electron';
import { type DesktopHandle, HANDLE, type Told } from './desktop-handle.ts';
import { exchangeModule } from './exchange-module.ts';
import { openModule } from './opened-module.ts';
import { observeDesktop, type Order } from './operations.ts';
import { replace } from './replace.ts';

function serve(): DesktopHandle {
  const { electron, copied } = openModule(module);
  const desktop = observeDesktop(electron);
  if (copied.length > 0) exchangeModule(electron);
  const { told } = desktop;
  let version = 0;
  let leave: (() => void) | undefined;
  let waiting: (() => void)[] = [];
  const changed = (): void => {
    version += 1;
    for (const wake of waiting) wake();
    waiting = [];
  };
  told.onChange(changed);

  // Who exits before the driver is there, or has heard the last word, cannot be asked afterwards.
  const exit = electron.app.exit.bind(electron.app);
  replace(electron.app, 'exit', (code) => {
    leave ??= () => {
      exit(code);
    };
    changed();
  });

  return {
    failure: undefined,
    changedAfter: async (seen) => {
      if (version === seen) await new Promise<void>((resolve) => void waiting.push(resolve));
      const news: Told = { version, state: told.current, leaving: leave !== undefined };
      return JSON.stringify(news);
    },
    do: async (order) => JSON.stringify(await desktop.do(JSON.parse(order) as Order)),
    leave: () => {
      // After the answer to this.
      setImmediate(() => leave?.());
    },
  };
}

let handle: DesktopHandle;
try {
  handle = serve();
} catch (error) {
  // Thrown from here, it would be a dialog that nobody answers.
  const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const refuse = async (): Promise<never> => {
    throw new Error(failure, { cause: error });
  };
  handle = { failure, changedAfter: refuse, do: refuse, leave: () => undefined };
}
Object.defineProperty(globalThis, HANDLE, { value: handle });
