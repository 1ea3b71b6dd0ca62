import type { Place, RpopBridge } from '../../shared/ipc.ts';

type Listener = () => void;

/** Asked before the window leaves a place: false keeps it there. */
export type LeaveGuard = (next: Place) => boolean | Promise<boolean>;

/** Where the window is. One place at a time, no history: a small application needs no more. */
export class PlaceStore {
  #place: Place = { page: 'connections' };
  #guard: LeaveGuard | undefined;
  readonly #listeners = new Set<Listener>();

  readonly place = (): Place => this.#place;

  readonly subscribe = (listener: Listener): Listener => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly go = (next: Place): void => {
    void this.#leave(next);
  };

  /** Puts a guard on leaving, as an editor with unsaved changes does. Returns the function that takes it away. */
  readonly guard = (guard: LeaveGuard): Listener => {
    this.#guard = guard;
    return () => {
      if (this.#guard === guard) this.#guard = undefined;
    };
  };

  async #leave(next: Place): Promise<void> {
    if (this.#guard !== undefined && !(await this.#guard(next))) return;
    this.#place = next;
    for (const listener of this.#listeners) listener();
  }
}

/** Goes where main leads: a click on a notification or in the tray. */
export function followMain(places: PlaceStore, bridge: RpopBridge): void {
  bridge.subscribe((event) => {
    if (event.type === 'go') places.go(event.place);
  });
  void bridge.ask('place.take', {}).then((reply) => {
    if (reply.ok && reply.output !== undefined) places.go(reply.output);
  });
}
