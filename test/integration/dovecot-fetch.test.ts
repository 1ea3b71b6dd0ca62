import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asDovecotSends, corpus, maildirForm } from '../support/corpus.ts';
import { type Dovecot, dovecotMissing, startDovecot } from '../support/dovecot.ts';
import { digests, maildirFaults, readMaildir } from '../support/maildir-reader.ts';
import { runFetch, workplace } from '../support/rpop.ts';

const missing = dovecotMissing();

describe.skipIf(missing !== undefined)(
  `fetching from Dovecot${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    let dovecot: Dovecot;
    beforeAll(async () => {
      dovecot = await startDovecot();
    });
    afterAll(async () => {
      await dovecot.stop();
    });

    const plain = (user: string): string => `pop3://${user}@127.0.0.1:${dovecot.ports.pop3}`;
    const overTls = (user: string): string => `pop3s://${user}@127.0.0.1:${dovecot.ports.pop3s}`;
    const trusting = (): string[] => ['--ca', dovecot.caFile];

    describe('5,000 messages', () => {
      const stored = corpus(5_000);
      const sent = stored.map(asDovecotSends);
      const expected = digests(sent.map(maildirForm));
      const octets = sent.reduce((sum, message) => sum + message.length, 0);

      it.for([
        { how: 'none', url: plain, args: () => ['--security', 'none'] },
        { how: 'starttls', url: plain, args: () => ['--security', 'starttls', ...trusting()] },
        { how: 'tls', url: overTls, args: trusting },
      ])('arrive exactly over $how, once, and only then leave the server', async ({ how, url, args }) => {
        using place = workplace();
        dovecot.fill(how, stored);

        const first = await runFetch(url(how), place, args());
        expect(first).toMatchObject({ status: 0, stderr: '' });
        expect(first.summary).toMatchObject({ retrieved: 5_000, deleted: 0, skipped: 0, failed: 0, octets });
        expect(await maildirFaults(place.into)).toEqual([]);
        const delivered = await readMaildir(place.into);
        expect(digests(delivered.values())).toEqual(expected);
        expect(await dovecot.maildrop(how)).toHaveLength(5_000);

        const second = await runFetch(url(how), place, args());
        expect(second).toMatchObject({
          status: 0,
          summary: { retrieved: 0, deleted: 0, skipped: 5_000, octets: 0 },
        });
        expect([...(await readMaildir(place.into)).keys()].toSorted()).toEqual(
          [...delivered.keys()].toSorted(),
        );

        const third = await runFetch(url(how), place, [...args(), '--delete']);
        expect(third).toMatchObject({
          status: 0,
          summary: { retrieved: 0, deleted: 5_000, failed: 0, octets: 0 },
        });
        expect(await dovecot.maildrop(how)).toEqual([]);
        expect(digests((await readMaildir(place.into)).values())).toEqual(expected);
      });
    });

    it('deletes only what is in the Maildir', async () => {
      using place = workplace();
      using elsewhere = workplace();
      dovecot.fill('two-folders', corpus(30));
      await runFetch(plain('two-folders'), elsewhere, ['--security', 'none']);

      // Another folder's messages, fetched by the same ledger, are not this folder's.
      const { summary } = await runFetch(plain('two-folders'), { ...elsewhere, into: place.into }, [
        ...['--security', 'none', '--delete'],
      ]);
      expect(summary).toMatchObject({ retrieved: 30, deleted: 30 });
      expect((await readMaildir(place.into)).size).toBe(30);
      expect(await dovecot.maildrop('two-folders')).toEqual([]);
    });

    it('fetches what is new since the last time', async () => {
      using place = workplace();
      const messages = corpus(40, 11);
      dovecot.fill('growing', messages.slice(0, 25));
      await runFetch(plain('growing'), place, ['--security', 'none']);
      dovecot.add('growing', messages.slice(25));

      const { summary } = await runFetch(plain('growing'), place, ['--security', 'none']);
      expect(summary).toMatchObject({ retrieved: 15, skipped: 25 });
      expect(digests((await readMaildir(place.into)).values())).toEqual(
        digests(messages.map((message) => maildirForm(asDovecotSends(message)))),
      );
    });

    it.for(['scram-sha-256', 'scram-sha-1', 'cram-md5', 'apop', 'plain', 'login', 'user'])(
      'logs in by %s',
      async (method) => {
        using place = workplace();
        dovecot.fill(`by-${method}`, corpus(1));
        const args = [...trusting(), '--auth', method];
        expect(await runFetch(plain(`by-${method}`), place, args)).toMatchObject({
          status: 0,
          summary: { retrieved: 1 },
        });
        const wrong = await runFetch(plain(`by-${method}`), place, args, { password: 'wrong' });
        expect(wrong.status).toBe(3);
      },
    );

    describe('fails clearly', () => {
      const failing = async (
        url: string,
        args: string[],
        password = 'secret',
      ): Promise<[number | null, string]> => {
        using place = workplace();
        const { status, stdout } = await runFetch(url, place, args, { password });
        // Nothing was delivered, and a folder that was made is empty.
        expect((await readdir(`${place.into}/new`).catch(() => [])).length).toBe(0);
        const error = stdout.split('\n').find((line) => line.startsWith('{"type":"error"')) ?? '';
        return [status, error];
      };

      it('with status 4 for a certificate that nobody vouches for, and names it', async () => {
        for (const url of [plain('careful'), overTls('careful')]) {
          const [status, error] = await failing(url, []);
          expect(status).toBe(4);
          expect(error).toMatch(/self-signed|unknown/);
          expect(error).toContain('localhost');
        }
      });

      it('with status 3 for a wrong password', async () => {
        const [status, error] = await failing(overTls('careful'), trusting(), 'wrong');
        expect(status).toBe(3);
        expect(error).toContain('[AUTH]');
      });

      it('with status 4 for a refused port, and names it', async () => {
        const server = createServer().listen(0, '127.0.0.1');
        await once(server, 'listening');
        const address = server.address();
        const port = typeof address === 'object' ? address?.port : undefined;
        await once(server.close(), 'close');
        const [status, error] = await failing(`pop3s://careful@127.0.0.1:${port}`, []);
        expect(status).toBe(4);
        expect(error).toContain(String(port));
      });

      it('with status 4 for TLS on a plain port, and says so', async () => {
        const [status, error] = await failing(`pop3s://careful@127.0.0.1:${dovecot.ports.pop3}`, trusting());
        expect(status).toBe(4);
        expect(error).toMatch(/does not speak TLS/);
      });

      it.for(['none', 'starttls'])(
        'with status 4 for security %s on a TLS port, and says so',
        async (security) => {
          const url = `pop3://careful@127.0.0.1:${dovecot.ports.pop3s}`;
          const [status, error] = await failing(url, ['--security', security, ...trusting()]);
          expect(status).toBe(4);
          expect(error).toMatch(/speaks TLS/);
        },
      );
    });
  },
);
