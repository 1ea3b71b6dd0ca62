import { CancelledError } from '../pop3/errors.ts';

/**
 * Ctrl-C and SIGTERM: the first asks to end well (`stop`), the second ends at once (`abort`). Call `release` when
 * there is nothing left to stop.
 */
export function stopSignals(): { stop: AbortSignal; abort: AbortSignal; release: () => void } {
  const stop = new AbortController();
  const abort = new AbortController();
  const onSignal = (): void => {
    (stop.signal.aborted ? abort : stop).abort(new CancelledError());
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    stop: stop.signal,
    abort: abort.signal,
    release: () => {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    },
  };
}
