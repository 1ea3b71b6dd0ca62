import { app, powerMonitor } from 'electron';

/** Sessions end well in seconds: what a server still owes an answer is abandoned after so long. Nothing is lost by it. */
const PATIENCE_MS = 10_000;

/** Quitting, by whatever way it is asked for, ends the work first: well if it can be, and in any case soon. */
export function endWell(work: () => Promise<void>): void {
  let state: 'running' | 'ending' | 'ended' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'ending') return;
    state = 'ending';
    void Promise.race([work(), patience()])
      // It was on its way out: what failed then is on the disk as far as it got.
      .catch(() => undefined)
      .then(() => {
        state = 'ended';
        // Not app.exit: windows remember their place when they close.
        app.quit();
      });
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }
  void app.whenReady().then(() => {
    powerMonitor.on('shutdown', () => {
      app.quit();
    });
  });
}

function patience(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS);
  });
}
