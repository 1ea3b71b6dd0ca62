import { Notification } from 'electron';
import type { Announcement } from './announcement.ts';

/** Shows notifications. They are kept until they are done with: one that is collected loses its click. */
export class Notifications {
  readonly #shown = new Set<Notification>();

  show({ title, body }: Pick<Announcement, 'title' | 'body'>, onClick: () => void): void {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    this.#shown.add(notification);
    const done = (): void => {
      this.#shown.delete(notification);
    };
    notification.on('click', () => {
      done();
      onClick();
    });
    notification.on('close', done);
    notification.on('failed', done);
    notification.show();
  }
}
