import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionDraft } from '../../shared/connection.ts';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import type { RpopService } from '../../electron/service/rpop-service.ts';
import { maildirForm } from '../support/corpus.ts';
import { digests, readMaildir } from '../support/maildir-reader.ts';
import { type Workplace, workplace } from '../support/rpop.ts';
import { draft, openService } from '../support/service.ts';

const mail = (number: number, octets = 0): Buffer =>
  Buffer.from(
    `Message-ID: <${number}@example.org>\r\nSubject: ${number}\r\n\r\nBody ${number}\r\n${'x'.repeat(octets)}\r\n`,
  );
const messages = (numbers: readonly number[], prefix = 'a'): { uidl: string; octets: Buffer }[] =>
  numbers.map((number) => ({ uidl: `${prefix}${number}`, octets: mail(number) }));
const TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe('what is retrieved', () => {
  let place: Workplace;
  let service: RpopService;
  const servers: Pop3Server[] = [];
  const warnings: string[] = [];
  beforeEach(async () => {
    place = workplace();
    warnings.length = 0;
    service = await openService(place.data);
    service.subscribe((event) => {
      if (event.type === 'log' && event.eventType === 'warning') warnings.push(event.code ?? event.message);
    });
    service.start({ schedule: false });
  });
  afterEach(async () => {
    await service.stop();
    await Promise.all(servers.splice(0).map((server) => server.close()));
    place[Symbol.dispose]();
  });

  const serve = async (maildrop: { uidl: string; octets: Buffer }[], port = 0): Promise<number> => {
    const server = new Pop3Server({ users: { box: 'secret' }, maildrops: { box: maildrop } });
    servers.push(server);
    return (await server.listen(port)).port;
  };
  /** The server goes, and another one comes in its place. */
  const replaceBy = async (maildrop: { uidl: string; octets: Buffer }[], port: number): Promise<void> => {
    await servers.pop()?.close();
    await serve(maildrop, port);
  };
  const add = (port: number, more: Partial<ConnectionDraft> = {}) =>
    service.addConnection({ draft: draft('box', port, more), password: 'secret' });
  const fetch = (larger = false) => service.fetch({ connection: 'box', larger });
  const delivered = async (): Promise<string[]> =>
    digests((await readMaildir(join(place.data, 'mail/box'))).values());
  const asDelivered = (all: readonly Buffer[]): string[] => digests(all.map(maildirForm));

  describe('after a migration that changed every unique-id', () => {
    test('is nothing that is here already, and what is new', async () => {
      const port = await serve(messages(TEN));
      await add(port, { afterTransfer: { policy: 'delete-after', days: 30 } });
      expect(await fetch()).toMatchObject({ retrieved: 10, error: undefined });

      await replaceBy([...messages(TEN, 'b').toReversed(), ...messages([11], 'b')], port);
      const { messages: preview } = await service.preview({ connection: 'box' });
      expect(preview.filter(({ action }) => action === 'retrieve')).toMatchObject([{ uid: 'b11' }]);
      expect(await fetch()).toMatchObject({ retrieved: 1, skipped: 10, error: undefined });
      expect(warnings).toEqual(['uids-changed']);
      expect(await delivered()).toEqual(asDelivered([...TEN, 11].map((number) => mail(number))));
      // From now on by their new names.
      expect(await fetch()).toMatchObject({ retrieved: 0, skipped: 11 });
      expect(warnings).toHaveLength(1);
    });

    test('is all of it when the messages are others', async () => {
      const port = await serve(messages(TEN));
      await add(port);
      await fetch();
      const others = TEN.map((number) => number + 100);
      await replaceBy(messages(others, 'b'), port);
      expect(await fetch()).toMatchObject({ retrieved: 10 });
      expect(warnings).toEqual([]);
    });

    test('is each of two messages that are alike, once', async () => {
      const twins = [1, 1, 2].map((number, index) => ({ uidl: `a${index}`, octets: mail(number) }));
      const port = await serve(twins);
      await add(port);
      expect(await fetch()).toMatchObject({ retrieved: 3 });
      await replaceBy(
        [
          ...twins.map(({ octets }, index) => ({ uidl: `b${index}`, octets })),
          { uidl: 'b3', octets: mail(1) },
        ],
        port,
      );
      expect(await fetch()).toMatchObject({ retrieved: 1, skipped: 3 });
    });
  });

  describe('of messages over the limit', () => {
    const large = { uidl: 'large', octets: mail(99, 5_000) };

    test('is nothing, if they are to be skipped', async () => {
      await add(await serve([...messages([1]), large]), { largestMessageOctets: 1_000 });
      expect(await fetch()).toMatchObject({ retrieved: 1, skipped: 1 });
      expect(await delivered()).toEqual(asDelivered([mail(1)]));
    });

    test('is the header alone, once; and on demand the whole in its place', async () => {
      const port = await serve([...messages([1]), large]);
      const policy = { largestMessageOctets: 1_000, largerMessages: 'header' } as const;
      await add(port, { ...policy, afterTransfer: { policy: 'delete' } });
      expect(await fetch()).toMatchObject({ retrieved: 2, deleted: 1, error: undefined });
      const header = Buffer.from('Message-ID: <99@example.org>\r\nSubject: 99\r\n\r\n');
      expect(await delivered()).toEqual(asDelivered([mail(1), header]));
      expect(await fetch()).toMatchObject({ retrieved: 0, deleted: 0, skipped: 1 });
      expect(servers[0]?.maildrop('box').messages).toHaveLength(1);

      expect(await fetch(true)).toMatchObject({ retrieved: 1, deleted: 1 });
      expect(await delivered()).toEqual(asDelivered([mail(1), large.octets]));
      expect(servers[0]?.maildrop('box').messages).toHaveLength(0);
    });
  });

  test('is shown by a preview, which changes nothing anywhere', async () => {
    await add(await serve(messages(TEN)), { afterTransfer: { policy: 'delete' }, messagesPerSession: 4 });
    const { messages: preview } = await service.preview({ connection: 'box' });
    expect(preview.map(({ action, why }) => `${action}: ${why}`)).toEqual([
      ...Array.from({ length: 4 }, () => 'retrieve: new, then deleted from the server'),
      ...Array.from({ length: 6 }, () => 'skip: for the next session: enough for one'),
    ]);
    expect(existsSync(join(place.data, 'mail'))).toBe(false);
    expect(servers[0]?.commands.filter((line) => /RETR|DELE/.test(line))).toEqual([]);
    expect(await fetch()).toMatchObject({ retrieved: 4, deleted: 4 });
  });

  test('is nothing after a move to another folder, and all again if the folder is gone', async () => {
    await add(await serve(messages(TEN)));
    await fetch();
    await service.editConnection({ connection: 'box', changes: { folder: 'elsewhere' } });
    expect(await fetch()).toMatchObject({ retrieved: 0, skipped: 10 });
    rmSync(join(place.data, 'mail/elsewhere'), { recursive: true });
    expect(await fetch()).toMatchObject({ retrieved: 10 });
    expect(warnings).toEqual(['folder-gone']);
  });

  test('of a connection that was removed and added again is only what is new, unless it was forgotten', async () => {
    const port = await serve(messages(TEN));
    await add(port);
    await fetch();
    await service.removeConnection({ connection: 'box', forget: false });
    await add(port);
    expect(await fetch()).toMatchObject({ retrieved: 0, skipped: 10 });
    await service.removeConnection({ connection: 'box', forget: true });
    await add(port, { folder: 'again' });
    expect(await fetch()).toMatchObject({ retrieved: 10 });
  });

  test('with another user name is decided by whether it is the same mailbox', async () => {
    const port = await serve(messages(TEN));
    await add(port);
    await fetch();
    const changes = { host: 'localhost' };
    // The password that is kept goes to no other host.
    await expect(service.editConnection({ connection: 'box', changes })).rejects.toMatchObject({
      code: 'password-for-host',
      problems: [{ field: 'password' }],
    });
    const password = 'secret';
    await expect(service.editConnection({ connection: 'box', changes, password })).rejects.toMatchObject({
      code: 'same-mailbox',
    });
    await service.editConnection({ connection: 'box', changes, password, sameMailbox: true });
    expect(await fetch()).toMatchObject({ retrieved: 0, skipped: 10 });
    const back = { host: '127.0.0.1', folder: 'other' };
    await service.editConnection({ connection: 'box', changes: back, password, sameMailbox: false });
    // The name of the first one in the ledger is its own again.
    expect(await fetch()).toMatchObject({ error: undefined });
  });
});
