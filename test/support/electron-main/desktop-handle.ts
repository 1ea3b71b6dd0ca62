import type { DesktopState } from './desktop-state.ts';

/** The name under which the main process has what the driver evaluates. */
export const HANDLE = 'rpopDesktop';

export interface Told {
  readonly version: number;
  readonly state: DesktopState;
  /** It wants to exit, and waits for `leave`. */
  readonly leaving: boolean;
}

/** What crosses is JSON. */
export interface DesktopHandle {
  /** Why the application cannot be observed; undefined if it can. */
  readonly failure: string | undefined;
  /** Resolves to a `Told` once there is one that is newer. */
  changedAfter(version: number): Promise<string>;
  /** An `Order`; resolves to what the operation returns. */
  do(order: string): Promise<string | undefined>;
  leave(): void;
}
