import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { z } from 'zod';
import type { Ask } from '../../shared/service-contract.ts';
import { checked, reportOf } from './answer.ts';
import { onJsonLine, writeJsonLine } from './json-lines.ts';

const requestSchema = z.object({
  id: z.number(),
  method: z.unknown(),
  input: z.unknown(),
  events: z.boolean(),
});

/** More than any person opens. */
const MOST_CLIENTS = 64;

/**
 * Lets other processes of the same user ask the running service: one JSON object a line over a local socket that
 * nobody else may open. Only the owner of the data folder may call it.
 */
export class ControlServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
    this.#server = createServer((socket) => {
      this.#serve(socket);
    });
    this.#server.maxConnections = MOST_CLIENTS;
  }

  async listen(address: string): Promise<void> {
    // What a process that died left behind: this one owns the folder.
    if (process.platform !== 'win32') rmSync(address, { force: true });
    const before = process.umask(0o177);
    try {
      this.#server.listen(address);
      await once(this.#server, 'listening');
    } finally {
      process.umask(before);
    }
    if (process.platform !== 'win32') chmodSync(address, 0o600);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.end();
    const closed = once(this.#server, 'close');
    this.#server.close();
    const timer = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, 1_000);
    await closed;
    clearTimeout(timer);
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
    onJsonLine(socket, (line) => {
      void this.#answer(socket, line);
    });
  }

  async #answer(socket: Socket, line: unknown): Promise<void> {
    const request = requestSchema.safeParse(line);
    if (!request.success) {
      socket.destroy();
      return;
    }
    const { id, method, input, events } = request.data;
    try {
      const call = checked(method, input);
      const onEvent = events
        ? (event: unknown) => {
            writeJsonLine(socket, { id, event });
          }
        : undefined;
      writeJsonLine(socket, { id, output: await this.#ask(call.method, call.input, onEvent) });
    } catch (error) {
      writeJsonLine(socket, { id, error: reportOf(error) });
    }
  }
}
