import type { Page } from 'playwright-core';
import type { DesktopState } from '../electron-main/desktop-state.ts';
import type { OperationName, Operations } from '../electron-main/operations.ts';

export interface DesktopOptions {
  readonly settings?: object;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the desktop has a tray. Default: it has. */
  readonly tray?: boolean;
}

export interface Ended {
  readonly status: number | null;
  /** All that it printed. */
  readonly output: string;
}

/** The built application on a data folder of its own. `await using` quits it. */
export interface RunningDesktop extends AsyncDisposable {
  readonly state: DesktopState;
  /** Resolves once the outside of the application is as wanted. */
  until(wanted: (state: DesktopState) => boolean): Promise<DesktopState>;
  /** The page of the window, as soon as it has loaded. */
  page(): Promise<Page>;
  do<N extends OperationName>(
    operation: N,
    argument?: Parameters<Operations[N]>[0],
  ): Promise<Awaited<ReturnType<Operations[N]>>>;
  /** Resolves once it has ended. */
  ended(): Promise<Ended>;
  quit(): Promise<Ended>;
}
