import type { NewMailEvent } from '../../../shared/events.ts';
import type { DesktopSettings } from '../../../shared/settings.ts';
import type { ConnectionStatus } from '../../../shared/status.ts';
import type { Timers } from '../../logging/timers.ts';
import { announceAttention, announceMail, type Announcement } from './announcement.ts';

/** Sessions that end so close to one another are announced together. */
const GATHER_MS = 1_500;

export interface AnnouncerOptions {
  readonly show: (announcement: Announcement) => void;
  readonly settings: () => Pick<DesktopSettings, 'notifyNewMail' | 'notifyAttention'>;
  /** Name and wish of a connection; undefined if it is gone. */
  readonly connection: (id: string) => { readonly name: string; readonly notifications: boolean } | undefined;
  /** Whether the user looks at the window right now. */
  readonly looking: () => boolean;
  readonly timers: Timers;
  readonly locale: string;
}

/** Decides what is announced, and when: not what the user sees anyway, and on a locked screen nothing. */
export class Announcer {
  readonly #options: AnnouncerOptions;
  #mail: (NewMailEvent & { readonly name: string })[] = [];
  readonly #attention = new Map<string, ConnectionStatus>();
  /** Connections of which it is known that they need the user; undefined until the first look. */
  #known: ReadonlySet<string> | undefined;
  #waiting = false;
  #locked = false;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  /** Senders and subjects are not for everybody who passes by. */
  locked(locked: boolean): void {
    this.#locked = locked;
    this.#flush();
  }

  newMail(event: NewMailEvent): void {
    const { settings, connection, looking } = this.#options;
    const from = connection(event.connection);
    if (!settings().notifyNewMail || from?.notifications !== true || looking()) return;
    this.#mail.push({ ...event, name: from.name });
    this.#gather();
  }

  /** How the connections are now. What was so at the start was announced when it came about. */
  look(connections: readonly ConnectionStatus[]): void {
    const needing = connections.filter(({ attention }) => attention);
    const known = this.#known;
    this.#known = new Set(needing.map(({ id }) => id));
    for (const id of this.#attention.keys()) {
      if (!this.#known.has(id)) this.#attention.delete(id);
    }
    if (known === undefined || !this.#options.settings().notifyAttention) return;
    for (const status of needing) {
      if (!known.has(status.id)) this.#attention.set(status.id, status);
    }
    if (this.#attention.size > 0) this.#gather();
  }

  #gather(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.#options.timers.setTimer(GATHER_MS, () => {
      this.#waiting = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#locked || this.#waiting) return;
    const { show, locale } = this.#options;
    const mail = this.#mail;
    const attention = [...this.#attention.values()];
    this.#mail = [];
    this.#attention.clear();
    for (const announcement of announceMail(mail, locale)) show(announcement);
    for (const status of attention) show(announceAttention(status));
  }
}
