import { connect, type Socket } from 'node:net';
import { RpopError, type ErrorKind, type ErrorReport } from '../../shared/errors.ts';
import type { FetchEvent } from '../../shared/events.ts';
import { ReportedError } from '../../shared/reported-error.ts';
import type { Ask } from '../../shared/service-contract.ts';
import { onJsonLine, writeJsonLine } from './json-lines.ts';

/** The running service did not answer. */
export class ControlError extends RpopError {
  override readonly kind: ErrorKind = 'local';
}

/** What comes back for a request: events while it runs, then its output or an error. */
interface Reply {
  readonly id: number;
  readonly event?: FetchEvent;
  readonly output?: unknown;
  readonly error?: ErrorReport;
}

interface Pending {
  readonly settled: PromiseWithResolvers<unknown>;
  readonly onEvent: ((event: FetchEvent) => void) | undefined;
}

/** Connects to the owner of the data folder. Throws ControlError. */
export async function askOwner(address: string): Promise<{ ask: Ask; close: () => void }> {
  const socket = await open(address);
  const pending = new Map<number, Pending>();
  onJsonLine(socket, (line) => {
    // The owner is this program, run by this user: its replies have their form.
    const { id, event, output, error } = line as Reply;
    const request = pending.get(id);
    if (request === undefined) return;
    if (event !== undefined) {
      request.onEvent?.(event);
      return;
    }
    pending.delete(id);
    if (error === undefined) request.settled.resolve(output);
    else request.settled.reject(new ReportedError(error));
  });
  socket.on('close', () => {
    for (const { settled } of pending.values()) settled.reject(unreachable('it ended'));
    pending.clear();
  });
  let last = 0;
  const ask = (method: string, input: unknown, onEvent?: (event: FetchEvent) => void): Promise<unknown> => {
    if (socket.destroyed) return Promise.reject(unreachable('it ended'));
    last += 1;
    const settled = Promise.withResolvers<unknown>();
    pending.set(last, { settled, onEvent });
    writeJsonLine(socket, { id: last, method, input, events: onEvent !== undefined });
    return settled.promise;
  };
  return {
    // As above: each output has the form that the contract says.
    ask: ask as Ask,
    close: () => socket.end(),
  };
}

function open(address: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
    socket.once('error', (error) => {
      reject(unreachable(error.message));
    });
  });
}

function unreachable(why: string): ControlError {
  return new ControlError(`The running RPOP did not answer: ${why}.`, {
    code: 'owner-unreachable',
    hint: 'It may be starting or ending: try again in a moment.',
  });
}
