import { posix, win32 } from 'node:path';
import { digestOf, messageDigest, messageName } from '../../../electron/delivery/maildir-name.ts';
import { table } from '../../../electron/cli/table.ts';
import { parseFetchUrl } from '../../../electron/cli/fetch-url.ts';
import { UsageError } from '../../../electron/cli/usage-error.ts';
import { formatLine, parseLine } from '../../../electron/logging/log-line.ts';
import { Redactor } from '../../../electron/logging/redactor.ts';
import { prefixedLine, rfc5424Message, truncated } from '../../../electron/logging/syslog-format.ts';
import { EVENT_TYPES } from '../../../shared/events.ts';
import { isFolderName, toFolderName } from '../../../shared/folder-name.ts';
import { printable, printableJson } from '../../../shared/printable.ts';
import { caught, type FuzzTarget, promise } from '../target.ts';

/** What a terminal or a log takes for something else than text. */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

const TERMINAL = [
  'plain',
  '\x1b[31mred\x07',
  '\xc2\x9b31m',
  'a\r\nb',
  '\xe2\x80\xaegnp.exe',
  '\xe2\x80\xa8',
  '\0',
];

/** A record whose every text is of the input. */
function recordIn(text: string, first: number) {
  const [name = '', id = '', ...rest] = text.split('\u001f');
  return {
    at: (first * 7_919 * 86_400_000) % 4e12,
    type: EVENT_TYPES[first % EVENT_TYPES.length] ?? 'error',
    connection: first % 3 === 0 ? undefined : { name, id: id.toWellFormed() || 'c' },
    message: first % 3 === 0 ? text : rest.join(' '),
    ...(first % 2 === 0 ? { code: 'in-use' } : {}),
  } as const;
}

export const TEXT_TARGETS: readonly FuzzTarget[] = [
  {
    name: 'maildir-name',
    seeds: ['uid', '../../etc/passwd', '/etc/passwd', 'a\0b', 'x'.repeat(300), ''],
    run: (input) => {
      const uid = input.toString('latin1');
      const name = messageName(messageDigest('mailbox', uid), input.length, (input[0] ?? 0) % 3);
      promise(/^[0-9a-f]{32}(?:-[12])?\.rpop,S=\d+$/.test(name), 'a name of letters, digits and -.,=');
      promise(digestOf(`${name}:2,S`) === messageDigest('mailbox', uid), 'the digest is found again');
      const foreign = digestOf(uid);
      promise(foreign === undefined || /^[0-9a-f]{32}$/.test(foreign), 'a digest or none');
    },
  },
  {
    name: 'folder-name',
    seeds: [
      'work/2026',
      '../x',
      'a/../b',
      'C:\\x',
      '.',
      '...',
      'a//b',
      '~',
      'nul\0',
      '%2e%2e',
      'x'.repeat(250),
    ],
    run: (input) => {
      const text = input.toString('utf8');
      promise(isFolderName(toFolderName(text)), 'what is made of any text can be a folder');
      if (!isFolderName(text)) return;
      const below = posix.join('/root/mail', text);
      promise(below === '/root/mail' || below.startsWith('/root/mail/'), 'a folder below the root');
      const onWindows = win32.join('C:\\mail', ...text.split('/'));
      promise(
        onWindows === 'C:\\mail' || onWindows.startsWith('C:\\mail\\'),
        'a folder below the root on Windows',
      );
    },
  },
  {
    name: 'printable',
    seeds: TERMINAL,
    run: (input) => {
      for (const text of [input.toString('latin1'), input.toString('utf8'), input.toString('utf16le')]) {
        const shown = printable(text);
        promise(!UNSAFE.test(shown), 'nothing that moves a terminal');
        promise(printable(shown) === shown, 'nothing is escaped twice');
        const json = printableJson({ [text]: text });
        promise(!UNSAFE.test(json), 'no JSON that moves a terminal');
        promise(JSON.stringify(JSON.parse(json)) === JSON.stringify({ [text]: text }), 'the same value');
        promise(
          !UNSAFE.test(
            table([
              ['A', 'B'],
              [text, 'x'],
            ]).replaceAll('\n', ''),
          ),
          'no cell moves a terminal',
        );
      }
    },
  },
  {
    name: 'redactor',
    seeds: ['secret\nPASS secret', 'p\xc3\xa4ss"\\w\nbase64', 'aaaa\naaaaaaa', 'a b%\n a%20b%25', '/+/+/+\n'],
    run: (input) => {
      const [secret = '', ...rest] = input.toString('utf8').split('\n');
      // Whoever has stars for a password is told by the stars.
      if (secret.length < 4 || secret.includes('*')) return;
      const words = rest.join('\n');
      const octets = Buffer.from(secret.toWellFormed());
      const redactor = new Redactor();
      const forget = redactor.register(secret);
      const forms = [
        secret.toWellFormed(),
        JSON.stringify(secret.toWellFormed()).slice(1, -1),
        octets.toString('hex'),
        encodeURIComponent(secret.toWellFormed()),
        octets.toString('base64').replaceAll('=', ''),
        Buffer.from(`\0me\0${secret}`).toString('base64').replaceAll('=', ''),
      ];
      for (const form of forms) {
        const shown = redactor.redact(`${words} ${form} ${words}`);
        promise(!shown.includes(form), 'no secret in any form');
      }
      forget();
      promise(redactor.redact(secret) === secret, 'what is forgotten is not hidden');
    },
  },
  {
    name: 'log-line',
    seeds: [
      '2026-11-24T08:00:00.000Z warning [Work #c1] The server is busy (in-use)',
      '{"at":"2026-11-24T08:00:00.000Z","type":"error","connection":{"id":"c","name":"n"},"message":"m"}',
      'name]\x1fid #]\x1fmessage (code)\n2026-11-24T08:00:00.000Z error - forged',
    ],
    run: (input) => {
      const text = input.toString('utf8');
      const found = parseLine(text);
      if (found !== undefined) promise(!Number.isNaN(found.at), 'a time');
      const record = recordIn(text, input[0] ?? 0);
      for (const format of ['text', 'json'] as const) {
        const line = formatLine(record, format);
        promise(!UNSAFE.test(line), 'one line of printable text');
        const back = parseLine(line);
        const { connection } = record;
        promise(back?.at === record.at && back.type === record.type, 'time and type come back');
        promise(back.message === printable(record.message), 'the message comes back');
        promise((back.code ?? '') === ('code' in record ? record.code : ''), 'the code comes back');
        promise(
          (back.connection === undefined) === (connection === undefined),
          'so does whether there is a connection',
        );
      }
    },
  },
  {
    name: 'syslog',
    seeds: TERMINAL.map((text) => `name\x1fid\x1f${text}`),
    run: (input) => {
      const record = recordIn(input.toString('utf8'), input[0] ?? 0);
      const origin = { facility: 'mail', hostname: input.toString('utf8', 0, 300), processId: 1 } as const;
      const message = rfc5424Message(record, origin);
      promise(
        /^<\d{1,3}>1 \S+Z \S{1,255} rpop 1 [a-z]+ - \uFEFF?[^\n]*$/.test(message),
        'one message after RFC 5424',
      );
      promise(!UNSAFE.test(message), 'no framing in it');
      promise(!UNSAFE.test(prefixedLine(record, 'mail')), 'one line for logger');
      const cut = truncated(Buffer.from(message), 60);
      promise(
        cut.length <= 60 && Buffer.from(message).subarray(0, cut.length).equals(cut),
        'a beginning of it',
      );
      promise(!cut.toString('utf8').includes('\ufffd') || message.includes('\ufffd'), 'of whole characters');
    },
  },
  {
    name: 'fetch-url',
    seeds: [
      'pop3s://me@pop.example.org',
      'pop3://me%40x@[::1]:110',
      'pop3://a:b@c',
      'pop3s://u@h/p?q#f',
      'pop3://\xc3\xa9@\xc3\xa9',
    ],
    run: (input) => {
      const refused = caught(UsageError, () => {
        const { host, port } = parseFetchUrl(input.toString('utf8'), undefined);
        promise(host !== '' && !UNSAFE.test(host) && !/[\s/@?#\\]/.test(host), 'the name of a host');
        promise(Number.isInteger(port) && port >= 0 && port <= 65_535, 'a port');
      });
      if (refused !== undefined) promise(refused.code === 'usage', 'wrong usage');
    },
  },
];
