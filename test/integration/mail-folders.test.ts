import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mkdirSync, renameSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import type { RpopService } from '../../electron/service/rpop-service.ts';
import { type Workplace, workplace } from '../support/rpop.ts';
import { draft, openService } from '../support/service.ts';

const message = (number: number) => ({
  uidl: `a${number}`,
  octets: Buffer.from(
    `From: Sender <s@example.org>\r\nSubject: ${number}\r\nDate: Tue, 24 Nov 2026 10:00:0${number} +0000\r\n\r\nBody.\r\n`,
  ),
});

describe('the folders with mail', () => {
  let place: Workplace;
  let server: Pop3Server;
  let service: RpopService;
  let port: number;
  let connection: string;
  const root = (): string => join(place.data, 'mail');
  beforeEach(async () => {
    place = workplace();
    server = new Pop3Server({ users: { box: 'secret' }, maildrops: { box: [1, 2, 3].map(message) } });
    ({ port } = await server.listen());
    service = await openService(place.data);
    service.start({ schedule: false });
    const added = await service.addConnection({
      draft: draft('box', port, { folder: 'In/Box' }),
      password: 'secret',
    });
    connection = added.id;
  });
  afterEach(async () => {
    await service.stop();
    await server.close();
    place[Symbol.dispose]();
  });
  const fetch = () => service.fetch({ connection: 'box', larger: false });
  const subjects = async (offset = 0, limit = 100): Promise<string[]> =>
    (await service.reader.messages({ folder: 'In/Box', offset, limit })).messages.map(
      ({ subject }) => subject,
    );

  test('are those that connections deliver to, there or not, other Maildirs and empty folders', async () => {
    expect(await service.reader.folders()).toEqual([
      {
        folder: 'In/Box',
        path: join(root(), 'In/Box'),
        exists: false,
        messages: 0,
        unseen: 0,
        latestAt: undefined,
        connections: [connection],
      },
    ]);
    expect(await service.reader.messages({ folder: 'In/Box' })).toEqual({ messages: [], total: 0 });
    const before = Date.now();
    await fetch();
    await service.createFolder({ folder: 'Later/Here' });
    for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(root(), 'Others', part), { recursive: true });
    writeFileSync(join(root(), 'Others/cur/1.M1.host:2,S'), 'Subject: theirs\n\n');
    mkdirSync(join(root(), 'No mail'));
    writeFileSync(join(root(), 'No mail/notes.txt'), 'x');
    symlinkSync('/etc', join(root(), 'Elsewhere'));

    const folders = await service.reader.folders();
    expect(folders.map(({ folder }) => folder)).toEqual(['In/Box', 'Later/Here', 'Others']);
    expect(folders[0]).toMatchObject({ exists: true, messages: 3, unseen: 3, connections: [connection] });
    expect(folders[0]?.latestAt).toBeGreaterThanOrEqual(before);
    expect(folders[1]).toMatchObject({ exists: true, messages: 0, latestAt: undefined, connections: [] });
    expect(folders[2]).toMatchObject({ messages: 1, unseen: 0 });
  });

  test('list their messages newest first, as the ledger has them, and others after those by their time', async () => {
    await fetch();
    server.maildrop('box').add(message(4));
    await fetch();
    expect(await service.reader.messages({ folder: 'In/Box', offset: 0, limit: 1 })).toEqual({
      total: 4,
      messages: [
        {
          file: expect.stringMatching(/^[0-9a-f]{32}\.rpop,S=\d+$/),
          from: 'Sender <s@example.org>',
          subject: '4',
          sentAt: Date.UTC(2026, 10, 24, 10, 0, 4),
          retrievedAt: expect.any(Number),
          octets: expect.any(Number),
          connection,
          seen: false,
        },
      ],
    });
    for (const [name, seconds] of [
      ['old', 1_000],
      ['newer', 2_000],
    ] as const) {
      const file = join(root(), 'In/Box/new', name);
      writeFileSync(file, `Subject: ${name}\n\n`);
      utimesSync(file, seconds, seconds);
    }
    const all = await subjects();
    expect(all[0]).toBe('4');
    expect(all.slice(1, 4).toSorted()).toEqual(['1', '2', '3']);
    expect(all.slice(4)).toEqual(['newer', 'old']);
    expect(await subjects(4, 1)).toEqual(['newer']);
    expect(await subjects(6)).toEqual([]);
  });

  test('open a message where a mail program has put it meanwhile, and nothing else', async () => {
    await fetch();
    const { messages } = await service.reader.messages({ folder: 'In/Box', limit: 1 });
    const file = messages[0]?.file ?? '';
    const path = await service.messagePath('In/Box', file);
    expect(path).toBe(join(root(), 'In/Box/new', file));
    expect(await readFile(path, 'utf8')).toContain('Subject: ');
    renameSync(path, join(root(), 'In/Box/cur', `${file}:2,S`));
    expect(await service.messagePath('In/Box', file)).toBe(join(root(), 'In/Box/cur', `${file}:2,S`));
    const after = await service.reader.messages({ folder: 'In/Box' });
    expect(after.messages.filter(({ seen }) => seen)).toHaveLength(1);

    symlinkSync('/etc/passwd', join(root(), 'In/Box/new/link'));
    for (const name of ['link', '../../../connections.json', '..', '', 'nothing', `${file}\0`]) {
      await expect(service.messagePath('In/Box', name)).rejects.toMatchObject({ code: 'message-gone' });
    }
    await expect(service.messagePath('../..', 'x')).rejects.toMatchObject({ code: 'folder-name' });
    symlinkSync('/etc', join(root(), 'Away'));
    await expect(service.messagePath('Away', 'passwd')).rejects.toMatchObject({
      code: 'folder-outside-root',
    });
  });

  test('are made below the mail root only', async () => {
    await service.createFolder({ folder: 'A/B' });
    expect(statSync(join(root(), 'A/B')).mode & 0o777).toBe(0o700);
    for (const folder of ['../x', '/x', 'a/../../x', 'a\\b', 'a:b']) {
      await expect(service.createFolder({ folder })).rejects.toMatchObject({ code: 'folder-name' });
    }
    const outside = join(place.folder, 'outside');
    mkdirSync(outside);
    symlinkSync(outside, join(root(), 'link'));
    await expect(service.createFolder({ folder: 'link/x' })).rejects.toMatchObject({
      code: 'folder-outside-root',
    });
    expect(await readdir(outside)).toEqual([]);
    // The first delivery into it is still the first.
    await service.editConnection({ connection: 'box', changes: { folder: 'A/B' } });
    expect(await fetch()).toMatchObject({ retrieved: 3, error: undefined });
  });
});
