import type { DesktopState } from '../electron-main/desktop-state.ts';

/** What is known of the application from outside, and who waits for it to change. */
export class WatchedState {
  readonly #lookers = new Set<() => void>();
  readonly #output: () => string;
  #state: DesktopState | undefined;
  #ended = false;

  constructor(output: () => string) {
    this.#output = output;
  }

  get current(): DesktopState {
    if (this.#state === undefined) throw this.failure('told nothing yet');
    return this.#state;
  }

  set(state: DesktopState): void {
    this.#state = state;
    this.#look();
  }

  /** Nothing changes any more. */
  end(): void {
    this.#ended = true;
    this.#look();
  }

  /** Resolves once the outside of the application is as wanted; rejects where it ends before. */
  until(wanted: (state: DesktopState) => boolean): Promise<DesktopState> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (this.#state !== undefined && wanted(this.#state)) {
          this.#lookers.delete(look);
          resolve(this.#state);
        } else if (this.#ended) {
          this.#lookers.delete(look);
          reject(this.failure('ended before it was as wanted'));
        }
      };
      this.#lookers.add(look);
      look();
    });
  }

  failure(what: string): Error {
    return new Error(`RPOP ${what}.\n${this.#output()}`);
  }

  #look(): void {
    for (const look of this.#lookers) look();
  }
}
