/** Servers, and lines, that give a message the octets of another: it is noticed before anything is recorded. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import type { Misbehaviour, Pop3ServerOptions } from '../../electron/demo/server-options.ts';
import { maildirForm } from '../support/corpus.ts';
import { digests, maildirFaults, readMaildir } from '../support/maildir-reader.ts';
import { type Workplace, workplace } from '../support/rpop.ts';
import { runSession } from '../support/session.ts';

/** All of one size: nothing but the order of the answers tells them apart. */
const MAIL = Array.from({ length: 20 }, (_, index) => ({
  uidl: `uid-${index}`,
  octets: Buffer.from(`Subject: message ${String(index).padStart(2, '0')}\r\n\r\nbody\r\n`),
}));
const ALL = digests(MAIL.map(({ octets }) => maildirForm(octets)));

let server: Pop3Server | undefined;
let place: Workplace;
beforeEach(() => {
  place = workplace();
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  place[Symbol.dispose]();
});

async function serve(options: Partial<Pop3ServerOptions> = {}): Promise<number> {
  const left = server?.maildrop('me').messages ?? MAIL;
  await server?.close();
  server = new Pop3Server({ users: { me: 'secret' }, maildrops: { me: left }, ...options });
  return (await server.listen()).port;
}

const fetchFrom = (port: number): ReturnType<typeof runSession> =>
  runSession({ ...place, address: { port }, afterTransfer: { policy: 'delete' } });

/** The misbehaviour, the first time the command comes. */
function once(command: string, misbehaviour: Misbehaviour): NonNullable<Pop3ServerOptions['misbehave']> {
  let armed = true;
  return (line) => {
    if (!armed || line !== command) return undefined;
    armed = false;
    return misbehaviour;
  };
}

const answer = (index: number, words = ''): string =>
  `+OK${words}\r\n${MAIL[index]?.octets.toString('latin1')}.\r\n`;

/** `+OK 3 58` before message 3: what the answer to LIST 3 is, too. */
function wordedLikeList(line: string): Misbehaviour | undefined {
  const number = Number(/^RETR (\d+)$/.exec(line)?.[1] ?? 0);
  return number === 0 ? undefined : { reply: worded(number) };
}

function worded(number: number): string {
  return answer(number - 1, ` ${number} ${MAIL[number - 1]?.octets.length}`);
}

describe('answers that do not belong to their commands', () => {
  it.each<[string, string, Misbehaviour]>([
    ['one is skipped', 'RETR 3', { reply: '' }],
    ['the last is skipped', 'RETR 20', { reply: '' }],
    ['one comes twice', 'RETR 3', { reply: `${answer(2)}${answer(2)}` }],
    // Behind the doubled answer the question gets that of the step's last RETR, worded like its own.
    ['one comes twice where RETR is answered like LIST', 'RETR 10', { reply: worded(10) + worded(10) }],
    ['a question behind messages is not answered', 'LIST 4', { reply: '' }],
    ['two DELE are answered by one', 'DELE 3', { reply: '' }],
  ])('give no message the octets of another: %s', async (_what, command, misbehaviour) => {
    const armed = once(command, misbehaviour);
    const broken = await fetchFrom(await serve({ misbehave: (line) => armed(line) ?? wordedLikeList(line) }));
    expect(broken.error).toBeDefined();
    expect((await fetchFrom(await serve())).error).toBeUndefined();
    expect(digests((await readMaildir(place.into)).values())).toEqual(ALL);
    expect(await maildirFaults(place.into)).toEqual([]);
    expect(server?.maildrop('me').messages).toEqual([]);
  });

  it('end the session by name, and keep what was confirmed before', async () => {
    const broken = await fetchFrom(await serve({ misbehave: once('RETR 11', { reply: '' }) }));
    expect(broken.error?.code).toBe('answers-out-of-step');
    expect(broken.counts.retrieved).toBe(7);
  });

  it('let every session bring mail, though all end at the same message', async () => {
    const misbehave = (line: string): Misbehaviour | undefined =>
      line === 'RETR 20' ? { replyThenCut: '' } : undefined;
    const port = await serve({ misbehave });
    const brought = [];
    for (let left = MAIL.length - 1; left > 0;) {
      const { counts } = await runSession({ ...place, address: { port }, afterTransfer: { policy: 'keep' } });
      brought.push(counts.retrieved);
      expect(counts.retrieved).toBeGreaterThan(0);
      left -= counts.retrieved;
    }
    expect(brought).toEqual([15, 3, 1]);
  });

  it('are told from a message that went away, behind which nothing can be asked', async () => {
    const gone = (line: string): Misbehaviour | undefined =>
      line.endsWith(' 4') && !line.startsWith('DELE') ? { reply: '-ERR no such message\r\n' } : undefined;
    const { error, counts } = await fetchFrom(await serve({ misbehave: gone }));
    expect(error?.code).toBe('refused');
    expect(counts).toMatchObject({ retrieved: MAIL.length - 1, deleted: MAIL.length - 1, failed: 1 });
    expect(server?.maildrop('me').messages.map(({ uidl }) => uidl)).toEqual(['uid-3']);
  });
});

describe('a message of another size than announced', () => {
  it('that was doubled in part on the way is asked for again', async () => {
    const doubled = `+OK\r\nSubject: message 02\r\nSubject: message 02\r\n\r\nbody\r\n.\r\n`;
    const { error, counts } = await fetchFrom(await serve({ misbehave: once('RETR 3', { reply: doubled }) }));
    expect(error).toBeUndefined();
    expect(counts).toMatchObject({ retrieved: MAIL.length, deleted: MAIL.length });
    expect(digests((await readMaildir(place.into)).values())).toEqual(ALL);
  });

  it('that comes differently each time is left on the server', async () => {
    let times = 0;
    const misbehave = (line: string): Misbehaviour | undefined => {
      if (line !== 'RETR 3') return undefined;
      times += 1;
      return { reply: `+OK\r\nSubject: message 02\r\n\r\nbody${'!'.repeat(times)}\r\n.\r\n` };
    };
    const { error, counts } = await fetchFrom(await serve({ misbehave }));
    expect(error?.code).toBe('message-varies');
    expect(counts).toMatchObject({ retrieved: MAIL.length - 1, deleted: MAIL.length - 1, failed: 1 });
    expect(server?.maildrop('me').messages.map(({ uidl }) => uidl)).toEqual(['uid-2']);
  });
});
