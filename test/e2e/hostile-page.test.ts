import { createServer } from 'node:http';
import { once } from 'node:events';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASK_CHANNEL } from '../../shared/ipc-channels.ts';
import type { Reply } from '../../shared/ipc.ts';
import { desktopMissing, type RunningDesktop, startDesktop } from '../support/desktop.ts';
import { type Workplace, workplace } from '../support/rpop.ts';
import { readableFiles } from '../support/readable-files.ts';

const missing = desktopMissing();

describe.skipIf(missing !== undefined)(
  `a page that somebody else got hold of${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    let place: Workplace;
    let desktop: RunningDesktop;
    let page: Page;
    beforeAll(async () => {
      place = workplace();
      desktop = startDesktop(place.data, { settings: {} });
      page = await desktop.page();
      const draft = {
        name: 'Work',
        host: '127.0.0.1',
        port: 1,
        encryption: 'none',
        username: 'me',
        enabled: false,
      };
      const added = await ask('connections.add', { draft, password: 'never to be seen again' });
      if (!added.ok) throw new Error(added.error.message);
    });
    afterAll(async () => {
      await desktop[Symbol.asyncDispose]();
      place[Symbol.dispose]();
    });

    /** As a script in the page asks, with whatever it likes. */
    const ask = async (...args: readonly unknown[]): Promise<Reply<unknown>> =>
      page.evaluate(
        // The page's bridge, called in ways that its type forbids.
        async (given) =>
          (globalThis as unknown as { rpop: { ask: (...all: unknown[]) => Promise<never> } }).rpop.ask(
            ...given,
          ),
        args,
      );
    const configuration = async (): Promise<string> =>
      JSON.stringify([await ask('connections.list', {}), await ask('settings.get', {})]);
    const refusals = async (): Promise<string[]> => {
      const reply = await ask('log.recent', { types: ['warning'], limit: 2_000 });
      return reply.ok ? (reply.output as { message: string }[]).map(({ message }) => message) : [];
    };

    it('finds ask and subscribe, and nothing else of RPOP, Node or Electron', async () => {
      const found = await page.evaluate(() => ({
        bridge: Object.getOwnPropertyNames((globalThis as unknown as { rpop: object }).rpop).toSorted(),
        frozen: Object.isFrozen((globalThis as unknown as { rpop: object }).rpop),
        others: [
          'require',
          'process',
          'Buffer',
          'global',
          'module',
          'electron',
          'ipcRenderer',
          'electronToMain',
        ].filter((name) => name in globalThis),
        replaced: Reflect.set(globalThis, 'rpop', 'mine'),
      }));
      expect(found).toEqual({ bridge: ['ask', 'subscribe'], frozen: true, others: [], replaced: false });
    });

    it.each<[string, readonly unknown[], string]>([
      ['no method at all', [], 'no-such-request'],
      ['a method that does not exist', ['shell.execute', { command: 'id' }], 'no-such-request'],
      ['a method of every object', ['toString', {}], 'no-such-request'],
      ['the prototype for a method', ['__proto__', {}], 'no-such-request'],
      ['a method that is no text', [{ toString: 'status' }, {}], 'no-such-request'],
      ['no input', ['settings.set', undefined], 'invalid-input'],
      ['an input of another form', ['fetch', { connection: 7, larger: 'yes' }], 'invalid-input'],
      [
        'a value out of bounds',
        ['settings.set', { changes: { threads: { maximum: 1_000_000 } } }],
        'invalid-settings',
      ],
      ['a setting that there is not', ['settings.set', { changes: { evil: true } }], 'invalid-settings'],
      ['a folder outside', ['folder.reveal', { folder: '../../etc' }], 'no-such-folder'],
      ['an address to open', ['link.open', { url: 'https://example.com/' }], 'link-refused'],
      ['a file to open', ['link.open', { url: 'file:///etc/passwd' }], 'link-refused'],
      ['too deep an input', ['settings.set', { changes: nested(50) }], 'input-refused'],
      [
        'too many values',
        ['settings.set', { changes: Array.from({ length: 200_000 }, () => 0) }],
        'input-refused',
      ],
      ['too long a text', ['settings.set', { changes: 'x'.repeat(2_000_000) }], 'input-refused'],
    ])('is refused %s, and nothing changes', async (_what, args, code) => {
      const before = await configuration();
      expect(await ask(...args)).toMatchObject({ ok: false, error: { code } });
      expect(await configuration()).toBe(before);
    });

    it('cannot reach a prototype', async () => {
      const before = await configuration();
      const replies = await page.evaluate(async () => {
        const { rpop } = globalThis as unknown as { rpop: { ask: (...all: unknown[]) => Promise<never> } };
        return [
          await rpop.ask('settings.set', { changes: JSON.parse('{"__proto__":{"polluted":true}}') }),
          await rpop.ask('settings.set', {
            changes: JSON.parse('{"threads":{"__proto__":{"polluted":true}}}'),
          }),
          await rpop.ask('settings.set', { changes: { constructor: { prototype: { polluted: true } } } }),
        ];
      });
      expect(replies).toMatchObject([
        { ok: false, error: { code: 'input-refused' } },
        { ok: false, error: { code: 'input-refused' } },
        { ok: false, error: { code: 'invalid-settings' } },
      ]);
      expect(await configuration()).toBe(before);
    });

    it.each(['no frame', 'inner frame', 'other page', 'other window', 'detached frame'] as const)(
      'gets no answer for a message from %s',
      async (who) => {
        const before = await configuration();
        const args = ['settings.set', { changes: { threads: { maximum: 9 } } }];
        expect(await desktop.do('forge', { who, channel: ASK_CHANNEL, args })).toMatchObject({
          ok: false,
          error: { code: 'request-refused' },
        });
        expect(await configuration()).toBe(before);
      },
    );

    it('leaves what it tried in the log, and not what it sent', async () => {
      const said = await refusals();
      expect(said).toContain('A request of the window was refused: there is no such request.');
      expect(said).toContain('A request of the window was refused: it comes from a frame inside the page.');
      expect(said).toContain('A request of the window was refused: settings.set: it is too large.');
      expect(said.join('\n')).not.toContain('shell.execute');
    });

    it('never sees a password again, in no answer and in no file', async () => {
      const answers = await Promise.all(
        ['connections.list', 'settings.get', 'status', 'configuration.export', 'log.recent', 'app.facts'].map(
          async (method) => ask(method, {}),
        ),
      );
      expect(answers.every(({ ok }) => ok)).toBe(true);
      expect(JSON.stringify(answers)).not.toContain('never to be seen again');
      for (const text of readableFiles(place.data)) expect(text).not.toContain('never to be seen again');
    });

    it('reaches no server, loads nothing from one, and cannot leave', async () => {
      const asked: string[] = [];
      const server = createServer((request, response) => {
        asked.push(request.url ?? '');
        response.end('<script>document.title = "theirs"</script>');
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
      const here = page.url();
      const tried = await page.evaluate(async (theirs) => {
        const failed = async (what: Promise<unknown>): Promise<string> =>
          what.then(
            () => 'it worked',
            () => 'blocked',
          );
        const loaded = async (element: HTMLElement, property: string, value: string): Promise<unknown> =>
          new Promise((resolve, reject) => {
            element.addEventListener('load', resolve);
            element.addEventListener('error', reject);
            Reflect.set(element, property, value);
            document.body.append(element);
          });
        const blocked = new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
            if (effectiveDirective === 'frame-src') resolve(effectiveDirective);
          });
        });
        const frame = document.createElement('iframe');
        frame.src = `${theirs}/frame`;
        document.body.append(frame);
        const result = {
          fetch: await failed(fetch(`${theirs}/fetch`)),
          ours: await failed(fetch('index.html')),
          socket: await failed(
            new Promise((resolve, reject) => {
              const socket = new WebSocket(`${theirs.replace('http', 'ws')}/socket`);
              socket.addEventListener('open', resolve);
              socket.addEventListener('error', reject);
            }),
          ),
          image: await failed(loaded(document.createElement('img'), 'src', `${theirs}/image`)),
          script: await failed(loaded(document.createElement('script'), 'src', `${theirs}/script`)),
          inline: ((): string => {
            const script = document.createElement('script');
            script.textContent = 'globalThis.inlineRan = true';
            document.body.append(script);
            return 'inlineRan' in globalThis ? 'it worked' : 'blocked';
          })(),
          evaluated: await failed(
            (async () => {
              // oxlint-disable-next-line typescript/no-implied-eval -- that it cannot is what is tested
              return new Function('return 1')() as unknown;
            })(),
          ),
          beacon: navigator.sendBeacon(`${theirs}/beacon`) ? 'sent or blocked' : 'blocked',
          frame: await blocked,
        };
        frame.remove();
        open(`${theirs}/window`);
        location.href = `${theirs}/away`;
        return result;
      }, url);
      expect(tried).toEqual({
        fetch: 'blocked',
        ours: 'blocked',
        socket: 'blocked',
        image: 'blocked',
        script: 'blocked',
        inline: 'blocked',
        evaluated: 'blocked',
        beacon: expect.stringContaining('blocked'),
        frame: 'frame-src',
      });
      // It is where it was, and still answers.
      expect((await ask('status', {})).ok).toBe(true);
      expect(page.url()).toBe(here);
      expect(await refusals()).toContain(`A page was kept from a navigation to ${url}/away.`);
      expect(await refusals()).toContain(`A page was kept from opening ${url}/window.`);
      expect(asked).toEqual([]);
      server.close();
    });

    it('is given no permission', async () => {
      const states = await page.evaluate(async () =>
        Promise.all(
          (['notifications', 'geolocation', 'camera', 'microphone'] as const).map(
            async (name) => (await navigator.permissions.query({ name })).state,
          ),
        ),
      );
      expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
    });
  },
);

function nested(levels: number): object {
  return levels === 0 ? {} : { inside: nested(levels - 1) };
}
