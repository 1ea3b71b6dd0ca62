import { EventEmitter } from 'node:events';
import { changeState } from './state.ts';

const shown: Notification[] = [];

export class Notification extends EventEmitter {
  readonly title: string;
  readonly body: string;

  constructor({ title, body }: { title: string; body: string }) {
    super();
    this.title = title;
    this.body = body;
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    shown.push(this);
    tell();
  }

  close(): void {
    shown.splice(shown.indexOf(this), 1);
    tell();
    this.emit('close', {});
  }
}

/** As a user would: the notification goes with the click. */
export function clickNotification(title: string): void {
  const notification = shown.find((each) => each.title === title);
  if (notification === undefined) throw new Error(`There is no notification "${title}".`);
  shown.splice(shown.indexOf(notification), 1);
  tell();
  notification.emit('click', {});
}

function tell(): void {
  changeState({ notifications: shown.map(({ title, body }) => ({ title, body })) });
}
