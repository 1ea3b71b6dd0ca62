/**
 * Why node-pop3 is not in the mail path. It is the independent client that shows our embedded server to be right, and
 * these tests keep what it does to mail reproducible (node-pop3 0.11.0).
 */
import { setImmediate } from 'node:timers/promises';
import Pop3Command from 'node-pop3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import type { Pop3ServerOptions } from '../../electron/demo/server-options.ts';

let server: Pop3Server | undefined;

async function client(
  body: string,
  more: Partial<Pop3ServerOptions> = {},
  timeout = 5_000,
): Promise<Pop3Command> {
  const octets = Buffer.from(`Subject: test\r\n\r\n${body}`, 'latin1');
  server = new Pop3Server({ users: { me: 'secret' }, maildrops: { me: [{ uidl: 'one', octets }] }, ...more });
  const { port } = await server.listen();
  return new Pop3Command({ host: '127.0.0.1', port, user: 'me', password: 'secret', timeout });
}

afterEach(async () => server?.close());

describe('node-pop3 as an independent client of the embedded server', () => {
  it('logs in, lists, retrieves and deletes', async () => {
    const pop3 = await client('plain text\r\n');
    expect(await pop3.STAT()).toBe('1 29');
    expect(await pop3.UIDL()).toEqual([['1', 'one']]);
    // Without its last line ending: one more thing that it changes.
    expect(await pop3.RETR(1)).toBe('Subject: test\r\n\r\nplain text');
    expect(await pop3.TOP(1, 0)).toContain('Subject: test');
    await pop3.command('DELE', '1');
    expect(server?.maildrop('me').messages).toHaveLength(1);
    // Its QUIT does not come back when the server closes the connection after +OK; what the server did counts.
    void pop3.QUIT().catch(() => undefined);
    await vi.waitFor(() => {
      expect(server?.maildrop('me').messages).toHaveLength(0);
    });
  });
});

describe('node-pop3 in the mail path would', () => {
  it('destroy 8-bit octets', async () => {
    const pop3 = await client('caf\xe9\r\n');
    const message = await pop3.RETR(1);
    expect(message).toContain('caf\ufffd');
    expect(Buffer.from(message, 'latin1')).not.toEqual(
      Buffer.from('Subject: test\r\n\r\ncaf\xe9\r\n', 'latin1'),
    );
  });

  it('leave the dots in that the server stuffed', async () => {
    const pop3 = await client('.hidden\r\n');
    expect(await pop3.RETR(1)).toContain('..hidden');
  });

  it.each([
    ['come back when the terminator is in one segment', ['+OK\r\nSubject: test\r\n\r\nplain\r\n.\r\n'], true],
    ['wait for ever when it is cut in two', ['+OK\r\nSubject: test\r\n\r\nplain\r\n.', '\r\n'], false],
  ])('%s', async (_what, segments, comesBack) => {
    const pop3 = await client('', { misbehave: (line) => (line === 'RETR 1' ? { segments } : undefined) });
    let cameBack = false;
    const retrieval = pop3.RETR(1).then(() => {
      cameBack = true;
    });
    retrieval.catch(() => undefined);
    await vi.waitFor(() => {
      expect(server?.commands).toContain('RETR 1');
    });
    // Server and client share this event loop: after these turns everything that was sent has been read.
    for (let turn = 0; turn < 100; turn += 1) await setImmediate();
    expect(cameBack).toBe(comesBack);
  });
});
