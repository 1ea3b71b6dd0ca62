/** What a server says reaches terminals and logs as text: nothing in it moves a cursor, ends a line or hides another. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCertificate } from '../../electron/demo/certificate.ts';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import type { Pop3ServerOptions } from '../../electron/demo/server-options.ts';
import { EVENT_TYPES } from '../../shared/events.ts';
import { ConfiguredRpop } from '../support/configured-rpop.ts';
import { MAIL } from '../support/mailbox-on-trial.ts';
import { type RpopResult, type Workplace, workplace } from '../support/rpop.ts';

/** As octets: a title, a colour, C1 as Latin-1 and as UTF-8, a bell, a backspace; and what would look like another line. */
const ESCAPES = '\x1b]0;owned\x07\x1b[31m\x9b31m\x08\x85\xe2\x80\xae\x0b\rrpop: all is well';
const REPLY = Buffer.from(
  `-ERR [SYS/TEMP] ${ESCAPES} 2026-11-24T08:00:00.000Z critical - forged <13>1 -\r\n`,
  'latin1',
);

/** Controls but for the ends of lines, and what reorders text. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

let place: Workplace;
let server: Pop3Server | undefined;

beforeEach(() => {
  place = workplace();
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  place[Symbol.dispose]();
});

async function serve(options: Partial<Pop3ServerOptions>): Promise<number> {
  server = new Pop3Server({ users: { me: 'secret' }, maildrops: { me: MAIL }, ...options });
  return (await server.listen()).port;
}

const refuses = (command: string): Partial<Pop3ServerOptions> => ({
  misbehave: (line) => (line.startsWith(command) && line !== '' ? { reply: REPLY } : undefined),
});

const BAD: readonly [where: string, options: Partial<Pop3ServerOptions>][] = [
  ['the greeting', { misbehave: (line) => (line === '' ? { reply: REPLY } : undefined) }],
  [
    'something that is no answer',
    { misbehave: (line) => (line === 'STAT' ? { reply: REPLY.subarray(1) } : undefined) },
  ],
  ['a refused login', refuses('AUTH')],
  ['a refused command', refuses('STAT')],
  ['a refused message', refuses('RETR 2')],
  [
    'capabilities',
    {
      misbehave: (line) =>
        line === 'CAPA'
          ? { reply: `+OK\r\nSASL ${ESCAPES}\r\nIMPLEMENTATION ${ESCAPES}\r\n.\r\n` }
          : undefined,
    },
  ],
  [
    'unique-ids',
    {
      misbehave: (line) =>
        line === 'UIDL'
          ? { reply: `+OK\r\n${MAIL.map((_, at) => `${at + 1} ${ESCAPES}${at}\r\n`).join('')}.\r\n` }
          : undefined,
    },
  ],
  [
    'a malformed listing',
    { misbehave: (line) => (line === 'UIDL' ? { reply: `+OK\r\nx${ESCAPES}\r\n.\r\n` } : undefined) },
  ],
];

it.each(BAD.map(([where, options], index) => [where, options, index] as const))(
  'escapes in %s reach no terminal and no log unescaped',
  async (_where, options, index) => {
    const port = await serve(options);
    const outputs = await tryOut(`pop3://me@127.0.0.1:${port}`, {
      connection: ['--encryption', 'none'],
      urlOptions: ['--security', 'none'],
      json: index % 2 === 0 ? [] : ['--json'],
    });
    for (const output of outputs) expectSafe(output.stdout + output.stderr);
    expect(outputs.map(({ stdout, stderr }) => stdout + stderr).join('')).toContain('owned');
  },
);

it('escapes in the names of a certificate reach no terminal and no log unescaped', async () => {
  const day = 24 * 3600 * 1000;
  const tls = await createCertificate({
    commonName: `owned\u001b[31m\u009b31m\u202e`,
    altNames: { dns: ['owned.example.org'], ip: [] },
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + day),
  });
  const port = await serve({ tls, implicitTls: true });
  const outputs = await tryOut(`pop3s://me@127.0.0.1:${port}`, {
    connection: [],
    urlOptions: [],
    json: ['--json'],
  });
  for (const output of outputs) expectSafe(output.stdout + output.stderr);
  expect(outputs.map(({ stdout, stderr }) => stdout + stderr).join('')).toContain('owned');
});

/** Whatever a user may do with such a server, and what is to be read of it afterwards. */
async function tryOut(
  url: string,
  { connection, urlOptions, json }: Record<'connection' | 'urlOptions' | 'json', string[]>,
): Promise<RpopResult[]> {
  const received: Buffer[] = [];
  const logHost = createSocket('udp4').on('message', (message) => received.push(message));
  logHost.bind(0, '127.0.0.1');
  await once(logHost, 'listening');
  const remote = { enabled: true, host: '127.0.0.1', port: logHost.address().port, transport: 'udp' };
  const rpop = new ConfiguredRpop(place.data, { logging: { eventTypes: EVENT_TYPES, remote } });
  try {
    const outputs = [
      await rpop.run(['connections', 'add', 'bad', url, ...connection]),
      await rpop.run(['connections', 'test', 'bad', ...json]),
      await rpop.run(['fetch', 'bad', '--dry-run', ...json]),
      await rpop.run(['fetch', 'bad', ...json]),
      // And the other way round.
      await rpop.run([
        'fetch',
        url,
        '--into',
        place.into,
        ...urlOptions,
        ...(json.length === 0 ? ['--json'] : []),
      ]),
      await rpop.run(['status', ...json]),
      await rpop.run(['log', ...json]),
    ];
    const logs = await readdir(join(place.data, 'logs'));
    for (const name of logs) expectSafe(await readFile(join(place.data, 'logs', name), 'utf8'));
    expect(logs).not.toEqual([]);
    for (const message of received) expectSafe(message.toString('utf8').replace(/ \uFEFF/, ' '));
    return outputs;
  } finally {
    logHost.close();
  }
}

/** Text only, and every line of it our own. */
function expectSafe(text: string): void {
  for (const line of text.split('\n')) {
    expect(line).not.toMatch(UNSAFE);
    expect(line).not.toMatch(/^(?:rpop: all is well|\S+ critical - forged|<13>1)/);
  }
}
