import { describe, expect, it } from 'vitest';
import { autostartEntry } from '../../../electron/desktop/autostart-entry.ts';
import { isKnownLink } from '../../../electron/desktop/known-links.ts';
import { whyNotPlain } from '../../../electron/desktop/plain-input.ts';
import { refusalLog } from '../../../electron/desktop/refusal-log.ts';
import { whyNotOurWindow } from '../../../electron/desktop/sender.ts';
import { startOptions } from '../../../electron/desktop/start-options.ts';
import { hasTray } from '../../../electron/desktop/tray-presence.ts';

describe('a request', () => {
  const window = {};
  const frame = { url: 'app://rpop/index.html', parent: null, detached: false };

  it('comes from the main frame of our window at our page', () => {
    expect(whyNotOurWindow({ sender: window, senderFrame: frame }, window)).toBeUndefined();
    for (const wrong of [
      null,
      { ...frame, parent: {} },
      { ...frame, url: 'https://rpop/' },
      { ...frame, detached: true },
    ]) {
      expect(whyNotOurWindow({ sender: window, senderFrame: wrong }, window)).toBeDefined();
    }
    expect(whyNotOurWindow({ sender: {}, senderFrame: frame }, window)).toBeDefined();
    expect(whyNotOurWindow({ sender: window, senderFrame: frame }, undefined)).toBeDefined();
  });

  const limits = { characters: 100, values: 50, depth: 5 };
  const cycle: Record<string, unknown> = {};
  cycle['again'] = cycle;

  it.each<[string, unknown]>([
    ['a cycle', cycle],
    ['a Map', new Map()],
    ['a buffer', new Uint8Array(1)],
    ['a Date', [new Date(0)]],
    ['a large number', 10n],
    ['a long text', 'x'.repeat(101)],
    ['long keys', { ['x'.repeat(101)]: 1 }],
    ['many values', Array.from({ length: 51 }, () => 1)],
    // oxlint-disable-next-line no-sparse-arrays -- what is sent may be
    ['a sparse array', Object.assign([], { length: 4_000_000_000 })],
    ['a prototype', JSON.parse('{"a":{"__proto__":{}}}')],
    ['an object of another kind', Object.create({ inherited: true })],
  ])('may not carry %s', (_what, input) => {
    expect(whyNotPlain(input, limits)).toBeDefined();
  });

  it('may carry plain data', () => {
    const input = { a: [1, true, null, undefined, 'text', { b: {} }], __proto: 1 };
    expect(whyNotPlain(input, limits)).toBeUndefined();
    expect(whyNotPlain(Object.create(null), limits)).toBeUndefined();
  });

  it('that is refused is logged, but a flood of them is not', () => {
    const logged: string[] = [];
    let now = 0;
    const refused = refusalLog(
      (message) => logged.push(message),
      () => now,
    );
    for (let count = 0; count < 1_000; count += 1) refused('no');
    expect(logged).toHaveLength(20);
    now = 60_000;
    refused('no');
    expect(logged.slice(20)).toEqual(['980 more were refused.', 'no']);
  });
});

describe('the desktop', () => {
  it("opens providers' help pages and no other address", () => {
    expect(isKnownLink(new URL('https://support.google.com/mail/answer/7104828'))).toBe(true);
    expect(isKnownLink(new URL('https://support.google.com/'))).toBe(false);
  });

  it('writes paths into the autostart file so that no shell and no desktop takes them apart', () => {
    const entry = autostartEntry('/opt/a b/$x`"%', ['--hidden']);
    expect(entry.split('\n')).toContain('Exec="/opt/a b/\\\\$x\\\\`\\\\"%%" "--hidden"');
  });

  it('takes its own options among those of Chromium', () => {
    expect(startOptions(['--no-sandbox', '--hidden', '--data=/x', '--remote-debugging-port=0'])).toEqual({
      hidden: true,
      data: '/x',
    });
    expect(startOptions([])).toEqual({ hidden: false, data: undefined });
  });

  it('believes in a tray only where somebody on the session bus shows one', async () => {
    expect(await hasTray('linux', async () => 'boolean true')).toBe(true);
    expect(await hasTray('linux', async () => 'boolean false')).toBe(false);
    expect(await hasTray('linux', async () => Promise.reject(new Error('no bus')))).toBe(false);
    expect(await hasTray('darwin')).toBe(true);
  });
});
