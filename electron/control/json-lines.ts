import type { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';

/** A peer that sends a longer line is no RPOP. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** Reads one JSON value a line. What is no JSON, or does not end, closes the socket. */
export function onJsonLine(socket: Socket, listener: (value: unknown) => void): void {
  const decoder = new StringDecoder('utf8');
  let unfinished = '';
  socket.on('data', (octets: Buffer) => {
    unfinished += decoder.write(octets);
    if (unfinished.length > LONGEST_LINE) {
      socket.destroy();
      return;
    }
    const lines = unfinished.split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) {
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        // Whoever sends this does not speak our language.
        socket.destroy();
        return;
      }
      listener(value);
    }
  });
}

export function writeJsonLine(socket: Socket, value: unknown): void {
  if (socket.writable) socket.write(`${JSON.stringify(value)}\n`);
}
