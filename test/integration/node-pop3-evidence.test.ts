/**
 * Why node-pop3 is not in the mail path. It is the independent client that shows our embedded server to be right, and
 * these tests keep what it does to mail reproducible (node-pop3 0.11.0).
 */
import Pop3Command from 'node-pop3';
import { afterEach, describe, expect, it } from 'vitest';
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
    expect(await pop3.RETR(1)).toBe('Subject: test\r\n\r\nplain text\r\n');
    expect(await pop3.TOP(1, 0)).toContain('Subject: test');
    await pop3.command('DELE', '1');
    expect(server?.maildrop('me').messages).toHaveLength(1);
    await pop3.QUIT();
    expect(server?.maildrop('me').messages).toHaveLength(0);
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
    await pop3.QUIT();
  });

  it('leave the dots in that the server stuffed', async () => {
    const pop3 = await client('.hidden\r\n');
    expect(await pop3.RETR(1)).toContain('..hidden');
    await pop3.QUIT();
  });

  it('wait for ever when the terminator is cut in two', async () => {
    const segments = ['+OK\r\nSubject: test\r\n\r\nplain\r\n.', '\r\n'];
    const cut = await client(
      'plain\r\n',
      { misbehave: (line) => (line === 'RETR 1' ? { segments } : undefined) },
      300,
    );
    await expect(cut.RETR(1)).rejects.toThrow(/timeout/i);
  });
});
