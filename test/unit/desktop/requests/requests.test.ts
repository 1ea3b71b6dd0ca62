import { describe, expect, it } from 'vitest';
import { isKnownLink } from '../../../../electron/desktop/requests/known-links.ts';
import { whyNotPlain } from '../../../../electron/desktop/requests/plain-input.ts';
import { refusalLog } from '../../../../electron/desktop/requests/refusal-log.ts';
import { whyNotOurWindow } from '../../../../electron/desktop/requests/sender.ts';

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

describe('a request to open a link', () => {
  it("is granted for providers' help pages and no other address", () => {
    expect(isKnownLink(new URL('https://support.google.com/mail/answer/7104828'))).toBe(true);
    expect(isKnownLink(new URL('https://support.google.com/'))).toBe(false);
  });
});
