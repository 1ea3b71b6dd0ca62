import type { ServiceEvent } from '../../shared/events.ts';
import type { RpopService } from '../../electron/service/rpop-service.ts';

/** What a service tells, kept in order. */
export class Told {
  readonly events: ServiceEvent[] = [];
  readonly #awaited = new Set<() => void>();

  constructor(service: RpopService) {
    service.subscribe((event) => {
      this.events.push(event);
      for (const look of this.#awaited) look();
    });
  }

  of<T extends ServiceEvent['type']>(type: T): Extract<ServiceEvent, { type: T }>[] {
    return this.events.filter((event): event is Extract<ServiceEvent, { type: T }> => event.type === type);
  }

  /** Resolves once `look` returns something, now or after a later event. */
  until<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const again = (): void => {
        const found = look();
        if (found === undefined) return;
        this.#awaited.delete(again);
        resolve(found);
      };
      this.#awaited.add(again);
      again();
    });
  }
}
