import type * as Electron from 'electron';
import { observeDesktop, type Order } from '../electron-main/operations.ts';
import { app } from './app.ts';
import { devTools } from './chromium.ts';

/** What the test sends. */
export interface NumberedOrder extends Order {
  readonly id: number;
}

/** Lets the process that started this one drive it, by messages between the two. */
export function serveControl(standIn: object): void {
  if (process.send === undefined) return;
  const send = (message: object): void => {
    process.send?.(message, undefined, undefined, () => undefined);
  };
  // It has all that the application and its observer ask for, and nothing else.
  const desktop = observeDesktop(standIn as typeof Electron);
  desktop.told.onChange((state) => {
    send({ state });
  });
  void devTools.then((browser) => {
    send({ browser });
  });
  // The last word, too.
  app.beforeExit(
    async () =>
      new Promise((resolve) => {
        process.send?.({ state: desktop.told.current }, undefined, undefined, () => {
          resolve();
        });
      }),
  );
  process.on('message', (order: NumberedOrder) => {
    desktop.do(order).then(
      (result) => {
        send({ id: order.id, result });
      },
      (error: unknown) => {
        send({ id: order.id, error: error instanceof Error ? error.message : String(error) });
      },
    );
  });
}
