import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asDovecotSends, corpus, maildirForm, seededRandom } from '../support/corpus.ts';
import { type Dovecot, dovecotMissing, startDovecot } from '../support/dovecot.ts';
import { digests, maildirFaults, maildirOctets, readMaildir } from '../support/maildir-reader.ts';
import { type RpopResult, runFetch, startFetch, type Workplace, workplace } from '../support/rpop.ts';
import { type Moment, startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

const missing = dovecotMissing();
const seed = Number(process.env['SEED'] ?? 2026);
const KILLS = 20;
const MESSAGES = 2_000;

describe.skipIf(missing !== undefined)(
  `killed while fetching${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    let dovecot: Dovecot;
    // One proxy for all: another port would be another mailbox.
    let proxy: TcpProxy;
    beforeAll(async () => {
      dovecot = await startDovecot();
      proxy = await startTcpProxy(dovecot.ports.pop3);
    });
    afterAll(async () => {
      await proxy.stop();
      await dovecot.stop();
    });

    const args = ['--security', 'none', '--delete'];
    const url = (user: string): string => `pop3://${user}@127.0.0.1:${proxy.port}`;

    /** A fetch that is killed by SIGKILL at a moment. */
    async function killedFetch(
      user: string,
      place: Workplace,
      moment: Omit<Moment, 'act'>,
    ): Promise<RpopResult> {
      const kill = { now: (): void => undefined };
      proxy.watch({
        ...moment,
        act: () => {
          kill.now();
        },
      });
      const run = startFetch(url(user), place, args);
      kill.now = () => {
        run.kill('SIGKILL');
      };
      return run.ended;
    }

    async function wholeFetch(user: string, place: Workplace): Promise<RpopResult> {
      proxy.watch(undefined);
      return runFetch(url(user), place, args);
    }

    it(`delivers each message exactly once after ${KILLS} kills at random moments (SEED=${seed})`, async () => {
      using place = workplace();
      const random = seededRandom(seed);
      const stored = corpus(MESSAGES, seed);
      const sent = stored.map(asDovecotSends);
      const expected = sent.map(maildirForm);
      const expectedOctets = octetsOf(expected);
      dovecot.fill('killed', stored);

      const moments: string[] = [];
      for (let kill = 1; kill <= KILLS; kill += 1) {
        // No session ends before a DELE for each message was sent, and answered after a UIDL of as many lines: every
        // moment below that is inside the session. Octets of the client spread over commands, the server's over mail.
        const undelivered =
          expectedOctets - (kill === 1 ? 0 : await maildirOctets(place.into).catch(() => 0));
        const share = random();
        const cut =
          random() < 0.5
            ? ({ from: 'client', afterOctets: Math.ceil(share * MESSAGES * 'DELE 1\r\n'.length) } as const)
            : ({
                from: 'server',
                afterOctets: Math.ceil(
                  share * (MESSAGES * 'nn 0123456789abcdef\r\n+OK\r\n'.length + undelivered),
                ),
              } as const);
        const { signal, stdout, stderr } = await killedFetch('killed', place, { cut });
        expect({ kill, signal, stderr }, stdout).toEqual({ kill, signal: 'SIGKILL', stderr: '' });
        const files = await readMaildir(place.into).catch(() => new Map<string, Buffer>());
        moments.push(
          `${kill}: ${cut.afterOctets} octets from the ${cut.from}, ${files.size} messages in the Maildir`,
        );
        // At every moment each message is on the server or here.
        expect(await dovecot.maildrop('killed')).toHaveLength(MESSAGES);
      }
      process.stdout.write(`killed after, SEED=${seed}:\n  ${moments.join('\n  ')}\n`);

      const last = await wholeFetch('killed', place);
      expect(last).toMatchObject({ status: 0, summary: { deleted: MESSAGES, failed: 0 } });
      expect(await maildirFaults(place.into)).toEqual([]);
      expect(digests((await readMaildir(place.into)).values())).toEqual(digests(expected));
      expect(await dovecot.maildrop('killed')).toEqual([]);
    });

    describe('at QUIT', () => {
      const stored = corpus(60, seed);
      const expected = digests(stored.map((message) => maildirForm(asDovecotSends(message))));

      it('before the server saw it: the next run deletes what is here, and retrieves nothing', async () => {
        using place = workplace();
        dovecot.fill('quit-unseen', stored);
        const at: Moment['at'] = (from, octets) => from === 'client' && octets.includes('QUIT');
        expect((await killedFetch('quit-unseen', place, { at })).signal).toBe('SIGKILL');
        expect(await dovecot.maildrop('quit-unseen')).toHaveLength(60);

        const next = await wholeFetch('quit-unseen', place);
        expect(next).toMatchObject({ status: 0, summary: { retrieved: 0, deleted: 60, failed: 0 } });
        expect(await dovecot.maildrop('quit-unseen')).toEqual([]);
        expect(digests((await readMaildir(place.into)).values())).toEqual(expected);
      });

      it('before its answer came: the next run finds everything done', async () => {
        using place = workplace();
        dovecot.fill('quit-unanswered', stored);
        let quitSent = false;
        const at: Moment['at'] = (from, octets) => {
          if (from === 'server') return quitSent;
          quitSent ||= octets.includes('QUIT');
          return false;
        };
        expect((await killedFetch('quit-unanswered', place, { at })).signal).toBe('SIGKILL');
        expect(await dovecot.maildrop('quit-unanswered')).toEqual([]);

        const next = await wholeFetch('quit-unanswered', place);
        expect(next).toMatchObject({ status: 0, summary: { retrieved: 0, deleted: 0, failed: 0 } });
        expect(digests((await readMaildir(place.into)).values())).toEqual(expected);
      });
    });
  },
);

function octetsOf(messages: readonly Buffer[]): number {
  return messages.reduce((sum, message) => sum + message.length, 0);
}
