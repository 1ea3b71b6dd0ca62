/** What a server says it can do (RFC 2449 §5, §6), after CAPA. */
export interface Capabilities {
  /** False when the server does not know CAPA: then only what RFC 1939 requires is assumed. */
  readonly announced: boolean;
  readonly top: boolean;
  readonly uidl: boolean;
  readonly user: boolean;
  readonly pipelining: boolean;
  /** RFC 2595 §4. */
  readonly stls: boolean;
  /** RFC 6856 §2. */
  readonly utf8: boolean;
  /** SASL mechanisms in upper case, in the server's order (RFC 5034 §6). */
  readonly sasl: readonly string[];
  /** Least seconds between two logins (RFC 2449 §6.5). */
  readonly loginDelaySeconds: number | undefined;
  /** Least days a message stays on the server; Infinity for NEVER (RFC 2449 §6.7). */
  readonly expireDays: number | undefined;
  readonly implementation: string | undefined;
}

/** What RFC 1939 lets a client try where there is no CAPA: the optional UIDL, TOP and USER are worth a try. */
export const WITHOUT_CAPA: Capabilities = {
  announced: false,
  top: true,
  uidl: true,
  user: true,
  pipelining: false,
  stls: true,
  utf8: false,
  sasl: [],
  loginDelaySeconds: undefined,
  expireDays: undefined,
  implementation: undefined,
};

/** Parses the lines of a CAPA answer. Unknown capabilities and malformed arguments are passed over (RFC 2449 §5). */
export function parseCapabilities(lines: readonly string[]): Capabilities {
  const named = new Map<string, string[]>();
  for (const line of lines) {
    const [name, ...args] = line.trim().split(/ +/);
    if (name) named.set(name.toUpperCase(), args);
  }
  return {
    announced: true,
    top: named.has('TOP'),
    uidl: named.has('UIDL'),
    user: named.has('USER'),
    pipelining: named.has('PIPELINING'),
    stls: named.has('STLS'),
    utf8: named.has('UTF8'),
    sasl: (named.get('SASL') ?? []).map((mechanism) => mechanism.toUpperCase()),
    loginDelaySeconds: wholeNumber(named.get('LOGIN-DELAY')?.[0]),
    expireDays:
      named.get('EXPIRE')?.[0]?.toUpperCase() === 'NEVER' ? Infinity : wholeNumber(named.get('EXPIRE')?.[0]),
    implementation: named.get('IMPLEMENTATION')?.join(' '),
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
