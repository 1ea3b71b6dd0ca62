import { app, dialog } from 'electron';
import { RpopError } from '../../../shared/errors.ts';
import { OwnedError } from '../../store/ownership.ts';

/** Whether this is the first window of its data folder. `onSecond` is called when a second was started. */
export function isFirstInstance(onSecond: () => void): boolean {
  // The lock is in userData, which is in the data folder: two folders may have one window each.
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', onSecond);
  return true;
}

/** Tells why RPOP does not start, where there is no window yet to tell it in. */
export function tellWhyNotStarted(error: unknown): void {
  if (error instanceof OwnedError) {
    dialog.showErrorBox(
      'RPOP is already running without a window',
      `${error.message}\n\nProbably "rpop run". End it, and then start RPOP again.`,
    );
    return;
  }
  const report = error instanceof RpopError ? error.report() : undefined;
  const words = error instanceof Error ? error.message : String(error);
  dialog.showErrorBox(
    'RPOP cannot start',
    report === undefined ? words : `${report.message}\n\n${report.hint}`,
  );
}
