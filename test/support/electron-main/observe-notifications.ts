import type * as Electron from 'electron';
import type { ToldState } from './desktop-state.ts';
import { replace } from './replace.ts';

export interface ObservedNotifications {
  readonly click: (title: string) => void;
}

/** Notifications are kept here instead of shown: a test's computer may have nobody who shows them. */
export function observeNotifications(
  { Notification }: typeof Electron,
  told: ToldState,
): ObservedNotifications {
  const shown: Electron.Notification[] = [];
  const tell = (): void => {
    told.change({ notifications: shown.map(({ title, body }) => ({ title, body })) });
  };
  replace(Notification, 'isSupported', () => true);
  replace(Notification.prototype, 'show', function show(this: Electron.Notification) {
    shown.push(this);
    tell();
  });
  replace(Notification.prototype, 'close', function close(this: Electron.Notification) {
    shown.splice(shown.indexOf(this), 1);
    tell();
    this.emit('close', {});
  });
  return {
    // As a user would: the notification goes with the click.
    click: (title) => {
      const notification = shown.find((each) => each.title === title);
      if (notification === undefined) throw new Error(`There is no notification "${title}".`);
      shown.splice(shown.indexOf(notification), 1);
      tell();
      notification.emit('click', {});
    },
  };
}
