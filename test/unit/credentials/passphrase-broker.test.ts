import { describe, expect, it } from 'vitest';
import { existsSync } from 'node:fs';
import { openCredentialStore } from '../../../electron/credentials/open-credential-store.ts';
import { PassphraseBroker } from '../../../electron/credentials/passphrase-broker.ts';
import { vaultPath } from '../../../electron/credentials/vault.ts';
import { workplace } from '../../support/rpop.ts';

const ID = '6f1f4a4e-8a43-4a5c-9d7c-0d6f6c1f3a10';

describe('the question for the passphrase', () => {
  it('is one for all who wait', async () => {
    const asked: string[] = [];
    const broker = new PassphraseBroker((question) => asked.push(question));
    const answers = [broker.ask('unlock'), broker.ask('unlock'), broker.ask('unlock')];
    expect(broker.wanted).toBe('unlock');
    broker.answer('open sesame');
    expect(await Promise.all(answers)).toEqual(['open sesame', 'open sesame', 'open sesame']);
    expect(asked).toEqual(['unlock']);
    expect(broker.wanted).toBeUndefined();
  });

  it('is not asked again once it was closed, until the user acts', async () => {
    const asked: string[] = [];
    const broker = new PassphraseBroker((question) => asked.push(question));
    const first = broker.ask('unlock');
    broker.answer(undefined);
    expect(await first).toBeUndefined();
    expect(await broker.ask('unlock')).toBeUndefined();
    expect(asked).toHaveLength(1);
    broker.reopen();
    void broker.ask('unlock');
    expect(asked).toHaveLength(2);
  });

  it('is asked again after a wrong answer, and the vault opens for all', async () => {
    using place = workplace();
    const written = await openCredentialStore({
      dataFolder: place.folder,
      wish: 'vault',
      env: { RPOP_VAULT_PASSPHRASE: 'right' },
    });
    await written.set(ID, 'secret');
    expect(existsSync(vaultPath(place.folder))).toBe(true);

    const answers = ['wrong', 'right'];
    let unlocked = 0;
    const broker = new PassphraseBroker(() => {
      queueMicrotask(() => {
        broker.answer(answers.shift());
      });
    });
    const vault = await openCredentialStore({
      dataFolder: place.folder,
      wish: 'vault',
      env: {},
      ask: (question) => broker.ask(question),
      asksAgain: true,
      onUnlocked: () => {
        unlocked += 1;
      },
    });
    expect(await Promise.all([vault.get(ID), vault.get(ID)])).toEqual(['secret', 'secret']);
    expect(answers).toEqual([]);
    expect(unlocked).toBe(1);
  });

  it('that was closed leaves the vault locked', async () => {
    using place = workplace();
    const options = { dataFolder: place.folder, wish: 'vault' } as const;
    await (
      await openCredentialStore({ ...options, env: { RPOP_VAULT_PASSPHRASE: 'right' } })
    ).set(ID, 'secret');
    const broker = new PassphraseBroker(() => undefined);
    const vault = await openCredentialStore({
      ...options,
      env: {},
      ask: (question) => broker.ask(question),
      asksAgain: true,
    });
    const both = Promise.allSettled([vault.get(ID), vault.get(ID)]);
    await expect.poll(() => broker.wanted).toBe('unlock');
    broker.answer(undefined);
    for (const result of await both) expect(result).toMatchObject({ reason: { code: 'vault-locked' } });
  });
});
