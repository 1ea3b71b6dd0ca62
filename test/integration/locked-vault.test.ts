import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import { RpopService } from '../../electron/service/rpop-service.ts';
import { type Workplace, workplace } from '../support/rpop.ts';
import { draft, openService, TEST_ENVIRONMENT } from '../support/service.ts';
import { Told } from '../support/told.ts';

const PASSPHRASE = TEST_ENVIRONMENT.RPOP_VAULT_PASSPHRASE;
const message = { uidl: '1', octets: Buffer.from('Subject: hello\r\n\r\nHello.\r\n') };

describe('a vault whose passphrase the window knows', () => {
  let place: Workplace;
  let server: Pop3Server;
  let service: RpopService;
  let told: Told;
  beforeEach(async () => {
    place = workplace();
    const names = ['one', 'two'];
    server = new Pop3Server({
      users: Object.fromEntries(names.map((name) => [name, 'secret'])),
      maildrops: Object.fromEntries(names.map((name) => [name, [message]])),
    });
    const { port } = await server.listen();
    const before = await openService(place.data);
    for (const name of names) await before.addConnection({ draft: draft(name, port), password: 'secret' });
    await before.stop();
    service = await RpopService.open({ dataFolder: place.data, env: {}, asksWindow: true });
    told = new Told(service);
  });
  afterEach(async () => {
    await service.stop();
    await server.close();
    place[Symbol.dispose]();
  });
  const asked = (times: number) =>
    told.until(() => (told.of('passphrase-wanted').length >= times ? true : undefined));
  const fetch = (connection: string) => service.fetch({ connection, larger: false });

  test('is opened by one answer for all who wait, after a wrong one is asked for again', async () => {
    service.start({ schedule: false });
    const fetched = Promise.all([fetch('one'), fetch('two')]);
    await asked(1);
    expect(told.of('passphrase-wanted')).toEqual([{ type: 'passphrase-wanted', question: 'unlock' }]);
    expect(service.passphraseWanted).toBe('unlock');
    service.answerPassphrase({ passphrase: 'wrong' });
    await asked(2);
    service.answerPassphrase({ passphrase: PASSPHRASE });
    expect(await fetched).toMatchObject([{ retrieved: 1 }, { retrieved: 1 }]);
    expect(service.passphraseWanted).toBeUndefined();
    expect(told.of('passphrase-wanted')).toHaveLength(2);
  });

  test('stays locked when the question is closed, says so, and goes on when the user comes back to it', async () => {
    service.start({ schedule: true });
    await asked(1);
    service.answerPassphrase({});
    const waiting = () =>
      service
        .status()
        .connections.every(
          ({ attention, last }) =>
            attention && last?.error !== undefined && last.error.code === 'vault-locked',
        );
    await told.until(() => (waiting() ? true : undefined));
    expect(told.of('passphrase-wanted')).toHaveLength(1);

    // The user asks for one, and both go on.
    const fetched = fetch('one');
    await asked(2);
    service.answerPassphrase({ passphrase: PASSPHRASE });
    expect(await fetched).toMatchObject({ retrieved: 1 });
    await told.until(() => told.of('new-mail')[1]);
    await told.until(() =>
      service.status().connections.some(({ attention }) => attention) ? undefined : true,
    );
  });

  test('keeps nobody from ending a session, or the service, meanwhile', async () => {
    service.start({ schedule: false });
    const fetched = fetch('one');
    await asked(1);
    service.cancelFetch({ connection: 'one' });
    await expect(fetched).rejects.toMatchObject({ code: 'cancelled' });
    const other = fetch('two');
    other.catch(() => undefined);
    await service.stop();
    await expect(other).rejects.toMatchObject({ kind: expect.stringMatching(/cancelled|local/) });
    service = await openService(place.data);
  });
});
