import { EventEmitter } from 'node:events';

/** Nobody shows it. */
export class Notification extends EventEmitter {
  readonly title: string;
  readonly body: string;

  constructor({ title, body }: { title: string; body: string }) {
    super();
    this.title = title;
    this.body = body;
  }

  static isSupported(): boolean {
    return false;
  }

  show(): void {
    this.emit('failed', {}, 'The stand-in shows no notifications.');
  }

  close(): void {
    this.emit('close', {});
  }
}
