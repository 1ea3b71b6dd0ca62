import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asDovecotSends, corpus, maildirForm, seededRandom } from '../support/corpus.ts';
import { ConfiguredRpop } from '../support/configured-rpop.ts';
import { type Dovecot, dovecotMissing, startDovecot } from '../support/dovecot.ts';
import { digests, maildirFaults, readMaildir } from '../support/maildir-reader.ts';
import { type RpopResult, workplace } from '../support/rpop.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

const missing = dovecotMissing();
const seed = Number(process.env['SEED'] ?? 2026);
const delivered = (stored: readonly Buffer[]): string[] =>
  digests(stored.map(asDovecotSends).map(maildirForm));
const inFolder = async (folder: string): Promise<string[]> => digests((await readMaildir(folder)).values());

describe.skipIf(missing !== undefined)(
  `rpop run, with Dovecot${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    let dovecot: Dovecot;
    beforeAll(async () => {
      dovecot = await startDovecot();
    });
    afterAll(async () => {
      await dovecot.stop();
    });

    const starttls = (user: string): string => `pop3://${user}@127.0.0.1:${dovecot.ports.pop3}`;
    const tls = (user: string): string => `pop3s://${user}@127.0.0.1:${dovecot.ports.pop3s}`;
    const trusting = (): string[] => ['--ca', dovecot.caFile];

    it('brings old and new mail of each mailbox into its folder, by its policy, and tells the truth', async () => {
      using place = workplace();
      const rpop = new ConfiguredRpop(place.data);
      const [kept, deleted] = [corpus(30, 1), corpus(30, 2)];
      dovecot.fill('kept', kept.slice(0, 20));
      dovecot.fill('deleted', deleted.slice(0, 20));
      await rpop.ok(['connections', 'add', 'Kept', starttls('kept'), '--folder', 'Kept', ...trusting()]);
      expect(await rpop.status()).toMatchObject({
        running: false,
        connections: [{ name: 'Kept', state: 'held' }],
      });

      const running = await rpop.service();
      // Added while it runs, by another process: it takes effect at once.
      await rpop.ok([
        'connections',
        'add',
        'Deleted',
        tls('deleted'),
        '--folder',
        'A/B',
        '--delete',
        ...trusting(),
      ]);
      const first = await rpop.ok(['fetch', '--json']);
      expect(first).toContain('"summary"');
      const folders = { kept: join(place.data, 'mail/Kept'), deleted: join(place.data, 'mail/A/B') };
      expect(await inFolder(folders.kept)).toEqual(delivered(kept.slice(0, 20)));
      expect(await inFolder(folders.deleted)).toEqual(delivered(deleted.slice(0, 20)));
      expect(await dovecot.maildrop('kept')).toHaveLength(20);
      expect(await dovecot.maildrop('deleted')).toEqual([]);
      expect(await rpop.status()).toMatchObject({
        running: true,
        connections: [
          { name: 'Kept', state: 'waiting', next: expect.stringMatching(/^in .*: interval$/), failures: 0 },
          {
            name: 'Deleted',
            state: 'waiting',
            next: expect.stringMatching(/^in .*: interval$/),
            failures: 0,
          },
        ],
      });

      dovecot.add('kept', kept.slice(20));
      dovecot.add('deleted', deleted.slice(20));
      expect(await rpop.ok(['fetch', 'Kept'])).toMatch(/^Fetched 10 messages .*20 left there/);
      expect(await rpop.ok(['fetch', 'Deleted'])).toMatch(/^Fetched 10 messages .*10 deleted/);
      expect(await inFolder(folders.kept)).toEqual(delivered(kept));
      expect(await inFolder(folders.deleted)).toEqual(delivered(deleted));
      expect(await maildirFaults(folders.kept)).toEqual([]);

      // A new name and another folder are still the same mailbox.
      await rpop.ok(['connections', 'edit', 'kept', '--name', 'Moved', '--folder', 'Moved']);
      expect(await rpop.ok(['fetch', 'Moved'])).toMatch(/^Fetched 0 messages .*30 left there/);

      expect(await rpop.run(['run'])).toMatchObject({
        status: 5,
        stderr: expect.stringContaining('Another RPOP'),
      });
      running.kill('SIGTERM');
      expect(await running.ended).toMatchObject({ status: 0, stderr: '' });
      expect(await rpop.ok(['log', '--connection', 'Moved', '--type', 'information'])).toContain('Logged in');
    });

    it('holds a connection whose password is refused until it gets another, over a restart too', async () => {
      using place = workplace();
      const rpop = new ConfiguredRpop(place.data);
      dovecot.fill('locked', corpus(3));
      await rpop.ok(['connections', 'add', 'Locked', tls('locked'), ...trusting()], { password: 'wrong' });
      const running = await rpop.service();
      await running.untilSaid('(authentication-refused)');
      running.kill('SIGTERM');
      await running.ended;

      const again = await rpop.service();
      const held = { state: 'held', failures: 1, next: expect.stringContaining('password refused') };
      expect((await rpop.status()).connections).toMatchObject([held]);
      await rpop.ok(['connections', 'edit', 'Locked', '--password-stdin'], { stdin: 'secret\n' });
      await again.untilSaid('3 messages fetched');
      again.kill('SIGTERM');
      expect((await again.ended).status).toBe(0);
    });

    it('puts no secret into any file or output, with everything logged', async () => {
      using place = workplace();
      const password = 'k0mpl1ziert+/&Pass"w\\ort';
      const settings = {
        logging: { eventTypes: ['critical', 'error', 'warning', 'information', 'protocol'] },
      };
      const rpop = new ConfiguredRpop(place.data, settings);
      const outputs: RpopResult[] = [];
      const running = await rpop.service();
      for (const method of ['plain', 'login', 'cram-md5', 'user', 'apop', 'scram-sha-256', 'auto']) {
        dovecot.fill(`secret-${method}`, corpus(1));
        const add = ['connections', 'add', method, tls(`secret-${method}`), '--auth', method, ...trusting()];
        outputs.push(await rpop.run([...add, '--json'], { password }));
        outputs.push(await rpop.run(['fetch', method, '--json']));
        outputs.push(await rpop.run(['connections', 'test', method]));
      }
      outputs.push(await rpop.run(['status', '--json']), await rpop.run(['log', '--json']));
      running.kill('SIGTERM');
      outputs.push(await running.ended);

      const said = outputs.map(({ stdout, stderr }) => stdout + stderr).join('\n');
      // It did log the dialogue.
      expect(said).toContain('AUTH PLAIN');
      expect(said).toContain('refused the user name or the password');
      const files = await readdir(place.folder, { recursive: true, withFileTypes: true });
      const contents = await Promise.all(
        files
          .filter((file) => file.isFile())
          .map(async (file) => readFile(join(file.parentPath, file.name), 'latin1')),
      );
      const everything = [said, ...contents].join('\n');
      for (const form of formsOf(password, 'secret-plain')) expect(everything).not.toContain(form);
    });

    describe('killed', () => {
      let proxy: TcpProxy;
      beforeAll(async () => {
        proxy = await startTcpProxy(dovecot.ports.pop3);
      });
      afterAll(async () => {
        await proxy.stop();
      });

      it(`in full work, loses and doubles nothing, and leaves no connection stuck (SEED=${seed})`, async () => {
        using place = workplace();
        const rpop = new ConfiguredRpop(place.data, { threads: { maximum: 4, sessionsPerHost: 8 } });
        const random = seededRandom(seed);
        const boxes = Array.from({ length: 8 }, (_, index) => ({
          user: `busy${index}`,
          stored: corpus(100, seed + index),
        }));
        for (const { user, stored } of boxes) {
          dovecot.fill(user, stored);
          const url = `pop3://${user}@127.0.0.1:${proxy.port}`;
          await rpop.ok([
            'connections',
            'add',
            user,
            url,
            '--encryption',
            'none',
            '--delete',
            '--folder',
            user,
          ]);
        }
        for (let kill = 1; kill <= 5; kill += 1) {
          const killer = { now: (): void => undefined };
          const afterOctets = Math.ceil(random() * 400_000);
          proxy.watch({
            cut: { from: 'server', afterOctets },
            act: () => {
              killer.now();
            },
          });
          const running = await rpop.service();
          killer.now = () => {
            running.kill('SIGKILL');
          };
          const asked = rpop.run(['fetch', '--json']);
          expect((await running.ended).signal).toBe('SIGKILL');
          await asked;
        }
        proxy.watch(undefined);
        const running = await rpop.service();
        expect((await rpop.run(['fetch', '--json'])).status).toBe(0);
        for (const { user, stored } of boxes) {
          expect(await inFolder(join(place.data, 'mail', user))).toEqual(delivered(stored));
          expect(await dovecot.maildrop(user)).toEqual([]);
        }
        const { connections } = await rpop.status();
        expect(connections.map(({ state }) => state)).toEqual(boxes.map(() => 'waiting'));
        running.kill('SIGTERM');
        expect((await running.ended).status).toBe(0);
      });
    });
  },
);

/** The password as it stands, and as it travels: in Base64 alone and in AUTH PLAIN (RFC 4616), in hex, percent-encoded. */
function formsOf(password: string, username: string): string[] {
  const base64 = (text: string): string => Buffer.from(text).toString('base64').replaceAll('=', '');
  return [
    password,
    JSON.stringify(password).slice(1, -1),
    base64(password),
    base64(`\0${username}\0${password}`),
    Buffer.from(password).toString('hex'),
    encodeURIComponent(password),
  ];
}
