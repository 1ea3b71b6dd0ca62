/** Deletions whose answers are lost, and servers that make something else of them than RFC 1939 §6 says. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import type { StoredMessage } from '../../electron/demo/maildrop.ts';
import type { Misbehaviour, Pop3ServerOptions } from '../../electron/demo/server-options.ts';
import { maildirForm } from '../support/corpus.ts';
import { digests, maildirFaults, readMaildir } from '../support/maildir-reader.ts';
import { type Workplace, workplace } from '../support/rpop.ts';
import { type AfterTransfer, runSession } from '../support/session.ts';

const MAIL = Array.from({ length: 8 }, (_, index) => ({
  uidl: `uid-${index}`,
  octets: Buffer.from(`Subject: message ${index}\r\n\r\n${'x'.repeat(index)}\r\n`),
}));
const ALL = digests(MAIL.map(({ octets }) => maildirForm(octets)));
const DAY_MS = 24 * 3600 * 1000;

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

async function serve(
  mail: readonly StoredMessage[],
  misbehave?: Pop3ServerOptions['misbehave'],
): Promise<number> {
  await server?.close();
  server = new Pop3Server({
    users: { me: 'secret' },
    maildrops: { me: mail },
    ...(misbehave === undefined ? {} : { misbehave }),
  });
  return (await server.listen()).port;
}

const at =
  (command: string, misbehaviour: Misbehaviour) =>
  (line: string): Misbehaviour | undefined =>
    line === command ? misbehaviour : undefined;

/** The messages that the server was told to delete, whether it said so or not. */
const told = (): StoredMessage[] =>
  MAIL.filter((_, index) => server?.commands.includes(`DELE ${index + 1}`) === true);

/** What is left on servers of each kind after a session whose end was not heard. */
const SERVERS: readonly (readonly [name: string, left: () => StoredMessage[]])[] = [
  ['does nothing without QUIT', () => MAIL],
  ['deletes without QUIT', () => MAIL.filter((message) => !told().includes(message))],
  ['deletes half of it', () => MAIL.filter((message) => !told().slice(0, 3).includes(message))],
];

const POLICIES: readonly AfterTransfer[] = [{ policy: 'delete' }, { policy: 'delete-after', days: 2 }];
const LOSSES: readonly (readonly [name: string, command: string, misbehaviour: Misbehaviour])[] = [
  ['the first DELE', 'DELE 1', { replyThenCut: '' }],
  ['a DELE in the middle', 'DELE 5', { replyThenCut: '' }],
  ['a DELE, in silence', 'DELE 5', { silent: true }],
  ['half of the answer to DELE', 'DELE 5', { replyThenCut: '+O' }],
  ['QUIT', 'QUIT', { replyThenCut: '' }],
  ['QUIT, in silence', 'QUIT', { silent: true }],
  ['half of the answer to QUIT', 'QUIT', { replyThenCut: '+O' }],
];

describe.each(POLICIES)('with the policy $policy', (afterTransfer) => {
  describe.each(SERVERS)('a server that %s', (_server, left) => {
    const losses = LOSSES.filter(
      ([name]) => afterTransfer.policy === 'delete' || !name.endsWith('in silence'),
    );
    it.each(losses)('and whose answer is lost: to %s', async (_loss, command, misbehaviour) => {
      let now = Date.now();
      const session = async (port: number): ReturnType<typeof runSession> =>
        runSession({ ...place, address: { port }, afterTransfer, now: () => now });
      if (afterTransfer.policy === 'delete-after') {
        await session(await serve(MAIL));
        now += 3 * DAY_MS;
      }
      const broken = await session(await serve(MAIL, at(command, misbehaviour)));
      expect(broken.error?.code).toBe('deletion-unconfirmed');
      const remaining = left();

      const next = await session(await serve(remaining));
      expect(next).toMatchObject({ error: undefined, counts: { retrieved: 0, deleted: remaining.length } });
      expect(server?.maildrop('me').messages).toEqual([]);
      expect(digests((await readMaildir(place.into)).values())).toEqual(ALL);
      expect(await maildirFaults(place.into)).toEqual([]);
      // And it is over: the session after has nothing to do.
      const idle = await session(await serve([]));
      expect(idle).toMatchObject({ error: undefined, counts: { retrieved: 0, deleted: 0 } });
    });
  });
});

describe('a server that forgets', () => {
  it('the deletions that it confirmed is told again, and nothing comes twice', async () => {
    const afterTransfer = { policy: 'delete' } as const;
    await runSession({ ...place, address: { port: await serve(MAIL) }, afterTransfer });
    for (let time = 1; time <= 3; time += 1) {
      const again = await runSession({ ...place, address: { port: await serve(MAIL) }, afterTransfer });
      expect(again).toMatchObject({ error: undefined, counts: { retrieved: 0, deleted: 8 } });
    }
    expect(digests((await readMaildir(place.into)).values())).toEqual(ALL);
  });

  it('for one session that it has unique-ids does not bring everything again', async () => {
    await runSession({ ...place, address: { port: await serve(MAIL.slice(0, 4)) } });
    const forgetful = await serve(MAIL, at('UIDL', { reply: '-ERR not now\r\n' }));
    expect((await runSession({ ...place, address: { port: forgetful } })).error?.code).toBe('refused');
    const next = await runSession({ ...place, address: { port: await serve(MAIL) } });
    expect(next).toMatchObject({ error: undefined, counts: { retrieved: 4, skipped: 4 } });
    expect(digests((await readMaildir(place.into)).values())).toEqual(ALL);
  });
});
