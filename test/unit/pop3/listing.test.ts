import { afterEach, expect, it } from 'vitest';
import { Pop3Server } from '../../../electron/demo/pop3-server.ts';
import { Pop3Client } from '../../../electron/pop3/client.ts';
import { DEFAULT_LIMITS, timeoutsFrom } from '../../../electron/pop3/limits.ts';

const MIB = 1024 * 1024;

let server: Pop3Server | undefined;

afterEach(async () => {
  await server?.close();
});

/** A session with a server that announces five million messages and then lists without end. */
async function session(command: string, line: string): Promise<Pop3Client> {
  server = new Pop3Server({
    users: { me: 'secret' },
    maildrops: {},
    misbehave: (received) =>
      received === command
        ? { endless: line.repeat(Math.ceil(4096 / line.length)), after: '+OK\r\n' }
        : undefined,
  });
  const { port } = await server.listen();
  const client = await Pop3Client.open({
    address: { host: '127.0.0.1', port, encryption: 'none' },
    timeouts: timeoutsFrom(20),
    signal: new AbortController().signal,
    limits: { ...DEFAULT_LIMITS, listingOctets: 2 * MIB },
  });
  await client.signIn({ username: 'me', password: 'secret' });
  return client;
}

it.each([
  ['UIDL', `1 ${'u'.repeat(4_000)}\r\n`, (client: Pop3Client) => client.uidl(5_000_000)],
  ['UIDL', '1 u\r\n', (client: Pop3Client) => client.uidl(5_000_000)],
  ['LIST', '1 100\r\n', (client: Pop3Client) => client.list(5_000_000)],
])('%s takes no more octets than a listing may have, whatever STAT had said', async (command, line, ask) => {
  const client = await session(command, line);
  await expect(ask(client)).rejects.toMatchObject({ code: 'answer-too-long' });
  await server?.close();
  // The bound, and what lay in the sockets' buffers.
  expect(server?.octetsSent).toBeLessThan(16 * MIB);
  server = undefined;
});

it('lets no listing take more memory than 256 MiB of octets', () => {
  expect(DEFAULT_LIMITS.listingOctets).toBe(256 * MIB);
});
