import { describe, expect, test } from 'vitest';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RpopService } from '../../electron/service/rpop-service.ts';
import { ConfiguredRpop } from '../support/configured-rpop.ts';
import { workplace } from '../support/rpop.ts';
import { draft, openService } from '../support/service.ts';
import { Told } from '../support/told.ts';

async function withServices(
  work: (from: RpopService, to: RpopService) => Promise<void>,
  settings: object = {},
): Promise<void> {
  using one = workplace();
  using other = workplace();
  const from = await openService(one.data, settings);
  const to = await openService(other.data);
  try {
    await work(from, to);
  } finally {
    await from.stop();
    await to.stop();
  }
}

describe('the configuration, carried elsewhere', () => {
  test('has connections and settings, and neither passwords nor what belongs to one computer', async () => {
    await withServices(
      async (from, to) => {
        const work = await from.addConnection({ draft: draft('work', 110), password: 'k3epIt$ecret' });
        await from.addConnection({ draft: draft('home', 110, { folder: 'Home', notifications: false }) });
        await from.changeSettings({
          logging: { rules: [{ connection: work.id, destinations: ['internal'] }] },
        });
        const document: unknown = JSON.parse(JSON.stringify(from.exportConfiguration()));
        const text = JSON.stringify(document);
        for (const absent of ['k3epIt$ecret', 'mailRoot', 'credentialStore', work.id]) {
          expect(text).not.toContain(absent);
        }
        const told = new Told(to);
        const would = await to.importConfiguration({ document, apply: false });
        expect(would).toEqual({
          added: ['work', 'home'],
          kept: [],
          settings: ['threads.maximum', 'logging.rules'],
        });
        expect(to.configuration.connections.all).toEqual([]);
        expect(to.configuration.settings.current.threads.maximum).toBe(4);
        expect(told.events).toEqual([]);

        expect(await to.importConfiguration({ document, apply: true })).toEqual(would);
        const { connections, settings } = to.configuration;
        expect(connections.all).toMatchObject([
          { name: 'work', port: 110, folder: 'work' },
          { name: 'home', folder: 'Home', notifications: false },
        ]);
        expect(settings.current).toMatchObject({
          threads: { maximum: 7 },
          logging: { rules: [{ connection: connections.find('work')?.id, destinations: ['internal'] }] },
        });
        expect(told.of('configuration-changed').length).toBeGreaterThan(0);
        // Twice is no more than once.
        expect(await to.importConfiguration({ document, apply: true })).toEqual({
          added: [],
          kept: ['work', 'home'],
          settings: [],
        });
        to.start({ schedule: false });
        expect(
          await to.fetch({ connection: 'work', larger: false }).catch((error: unknown) => error),
        ).toMatchObject({ code: 'no-password' });
      },
      { threads: { maximum: 7 } },
    );
  });

  test('is refused as a whole when any part of it is not right', async () => {
    await withServices(async (from, to) => {
      const good = { name: 'good', host: 'pop.example.org', username: 'me' };
      const document = (connections: readonly object[], settings: object = {}) => ({
        format: 'rpop-configuration',
        version: 1,
        exportedAt: '2026-11-24T10:00:00.000Z',
        connections,
        settings,
      });
      await to.addConnection({ draft: good });
      for (const wrong of [
        document([{ ...good, name: 'new' }, { name: 'bad' }]),
        document([{ ...good, name: 'new' }], { threads: { maximum: 0 } }),
        document([{ ...good, name: 'new' }], { threads: { minimum: 9 } }),
        document([
          { ...good, name: 'new' },
          { ...good, name: 'NEW' },
        ]),
        document([{ ...good, name: 'new', intervalMinutes: 2 }], { minimumIntervalMinutes: 5 }),
        document([{ ...good, name: 'new' }], { maximumConnections: 1 }),
        { ...document([]), version: 2 },
        { ...document([]), format: 'something-else' },
        null,
        'text',
      ]) {
        for (const apply of [false, true]) {
          await expect(to.importConfiguration({ document: wrong, apply })).rejects.toMatchObject({
            kind: 'usage',
          });
        }
      }
      expect(to.configuration.connections.all.map(({ name }) => name)).toEqual(['good']);
      expect(to.configuration.settings.current).toEqual(from.configuration.settings.current);

      // What belongs to this computer stays, whatever a document says; and a limit that it raises counts.
      await to.changeSettings({ maximumConnections: 1 });
      const raised = document([{ ...good, name: 'new' }, good], { maximumConnections: 2, mailRoot: '/x' });
      expect(await to.importConfiguration({ document: raised, apply: true })).toEqual({
        added: ['new'],
        kept: ['good'],
        settings: ['maximumConnections'],
      });
      expect(to.configuration.settings.current.mailRoot).toBe('');
    });
  });

  test('travels by the command line', async () => {
    using one = workplace();
    using other = workplace();
    const from = new ConfiguredRpop(one.data);
    const to = new ConfiguredRpop(other.data);
    await from.ok(['connections', 'add', 'work', 'pop3s://me@pop.example.org', '--no-notify']);
    const file = join(one.folder, 'rpop.json');
    await from.ok(['configuration', 'export', file]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      ...JSON.parse(await from.ok(['configuration', 'export'])),
      exportedAt: expect.any(String),
    });
    expect(await to.ok(['configuration', 'import', file, '--dry-run'])).toContain('new connection: work');
    expect(await to.ok(['connections', 'list'])).toContain('There are no connections yet');
    expect(JSON.parse(await to.ok(['configuration', 'import', file, '--json']))).toMatchObject({
      applied: true,
      added: ['work'],
    });
    expect(JSON.parse(await to.ok(['connections', 'list', '--json']))).toMatchObject({
      name: 'work',
      notifications: false,
    });
    writeFileSync(file, '{');
    expect(await to.run(['configuration', 'import', file])).toMatchObject({ status: 2 });
  });
});
