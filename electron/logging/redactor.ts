import { printable } from '../../shared/printable.ts';

/** Shorter secrets are part of ordinary words; hiding them would hide the log. */
const SHORTEST_SECRET = 4;
const HIDDEN = '***';
const BASE64_CHARACTER = /[A-Za-z0-9+/_-]/;

interface Forms {
  /** Texts that are replaced as they stand. */
  readonly literal: readonly string[];
  /** Parts of Base64 texts; the whole Base64 word around them is replaced. */
  readonly base64: readonly string[];
}

const percentEncodeAll = (octets: Buffer): string =>
  octets.toString('hex').toUpperCase().replaceAll(/../g, '%$&');

const lowerCaseEscapes = (text: string): string =>
  text.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());

/**
 * The secret inside a longer Base64 text: `before` octets (modulo 3) shift it, and the first and last character may
 * share bits with its neighbours. What remains is the same whatever surrounds it: AUTH PLAIN (RFC 4616) puts NUL and
 * the user name before it, LOGIN nothing.
 */
function base64Core(octets: Buffer, before: 0 | 1 | 2): string {
  const encoded = Buffer.concat([Buffer.alloc(before), octets]).toString('base64');
  return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + octets.length) * 8) / 6));
}

function formsOf(secret: string): Forms {
  const octets = Buffer.from(secret, 'utf8');
  const hex = octets.toString('hex');
  const percent = [encodeURIComponent(secret), percentEncodeAll(octets)];
  const json = JSON.stringify(secret).slice(1, -1);
  const cores = ([0, 1, 2] as const).map((before) => base64Core(octets, before));
  return {
    literal: [
      ...new Set([
        secret,
        printable(secret),
        json,
        printable(json),
        hex,
        hex.toUpperCase(),
        ...percent,
        ...percent.map(lowerCaseEscapes),
        // application/x-www-form-urlencoded
        encodeURIComponent(secret).replaceAll('%20', '+'),
      ]),
    ],
    base64: [...new Set([...cores, ...cores.map((core) => core.replaceAll('+', '-').replaceAll('/', '_'))])],
  };
}

/** Calls `found` with the start of each occurrence, overlapping ones too. */
function eachOccurrence(text: string, part: string, found: (start: number) => void): void {
  for (let start = text.indexOf(part); start !== -1; start = text.indexOf(part, start + 1)) found(start);
}

/** The Base64 word around `start`…`end`, padding included. */
function base64Word(text: string, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  while (from > 0 && BASE64_CHARACTER.test(text.charAt(from - 1))) from -= 1;
  while (BASE64_CHARACTER.test(text.charAt(to))) to += 1;
  while (text.charAt(to) === '=') to += 1;
  return [from, to];
}

/** Hides secrets from log lines, in every form in which they come by. */
export class Redactor {
  readonly #registered = new Map<string, { forms: Forms; count: number }>();

  /**
   * From now on `secret` is hidden, until the returned function is called as often as `register` was. Secrets of fewer
   * than four characters are not hidden.
   */
  register(secret: string): () => void {
    // A lone surrogate has no UTF-8 form, and would make the percent-encoding throw.
    const key = secret.toWellFormed();
    if (key.length < SHORTEST_SECRET) return () => undefined;
    const entry = this.#registered.get(key) ?? { forms: formsOf(key), count: 0 };
    entry.count += 1;
    this.#registered.set(key, entry);
    let registered = true;
    return () => {
      if (!registered) return;
      registered = false;
      entry.count -= 1;
      if (entry.count === 0) this.#registered.delete(key);
    };
  }

  /** The text with `***` in place of every secret. Secrets that overlap become one `***`. */
  redact(text: string): string {
    const spans: [number, number][] = [];
    for (const { forms } of this.#registered.values()) {
      for (const part of forms.literal)
        eachOccurrence(text, part, (start) => spans.push([start, start + part.length]));
      for (const part of forms.base64) {
        let end = 0;
        eachOccurrence(text, part, (start) => {
          if (start < end) return;
          const word = base64Word(text, start, start + part.length);
          [, end] = word;
          spans.push(word);
        });
      }
    }
    if (spans.length === 0) return text;
    return hide(text, spans);
  }
}

function hide(text: string, spans: readonly [number, number][]): string {
  const parts: string[] = [];
  let shown = 0;
  let hiddenTo = -1;
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    if (start >= hiddenTo) parts.push(text.slice(shown, start), HIDDEN);
    hiddenTo = Math.max(hiddenTo, end);
    shown = hiddenTo;
  }
  return parts.join('') + text.slice(shown);
}
