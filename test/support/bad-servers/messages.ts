import type { StoredMessage } from '../../../electron/demo/maildrop.ts';
import { stuffed } from '../../../electron/demo/maildrop.ts';
import { MAIL } from '../mailbox-on-trial.ts';
import { answering, type BadServer, on } from './bad-server.ts';

/** What a message may have more than announced (`mostOctets`), and the sockets' buffers. */
const ONE_MESSAGE = 12 * 1024 * 1024;

const [shortest, longest] = MAIL.map((_, index) => index)
  .toSorted((a, b) => lengthOf(a) - lengthOf(b))
  .flatMap((number, place, all) => (place === 0 || place === all.length - 1 ? [number] : []));

function lengthOf(index: number): number {
  return MAIL[index]?.octets.length ?? 0;
}

/** The answer to RETR with that message. */
function retrieved(index: number | undefined, andThen = ''): Buffer {
  const octets = MAIL[index ?? 0]?.octets ?? Buffer.alloc(0);
  return Buffer.concat([Buffer.from('+OK\r\n'), stuffed(octets), Buffer.from(andThen)]);
}

const MANY_HEADERS: StoredMessage = {
  uidl: 'many-headers',
  octets: Buffer.from(
    `${Array.from({ length: 100_000 }, (_, line) => `X-Line-${line}: ${'.'.repeat(line % 7)}\r\n`).join('')}\r\nbody\r\n`,
  ),
};

const ODD_OCTETS: StoredMessage = {
  uidl: 'odd-octets',
  octets: Buffer.from(
    'Subject: \0\x1b[2J\r\n\r\nbare lf\n.\nbare cr\r.\r\0\0\xff\xfe\r\n.\r\n..\r\n...\r\n',
    'latin1',
  ),
};

export const ODD_MESSAGES: readonly StoredMessage[] = [...MAIL, MANY_HEADERS, ODD_OCTETS];

export const BAD_MESSAGES: readonly BadServer[] = [
  {
    that: 'sends a message that does not end',
    options: on('RETR 1', { endless: `${'x'.repeat(70)}\r\n`.repeat(500), after: '+OK\r\n' }),
    ends: 'answer-too-long',
    atMost: ONE_MESSAGE,
  },
  {
    that: 'sends a line that does not end in a message',
    options: on('RETR 1', { endless: 'x'.repeat(64 * 1024), after: '+OK\r\nSubject: ' }),
    ends: 'answer-too-long',
    atMost: ONE_MESSAGE,
  },
  {
    that: 'sends a message of dots that does not end',
    options: on('RETR 1', { endless: '..\r\n'.repeat(5000), after: '+OK\r\n' }),
    ends: 'answer-too-long',
    atMost: ONE_MESSAGE,
  },
  {
    that: 'answers RETR with a status line that does not end',
    options: on('RETR 1', { endless: 'x'.repeat(1024), after: '+OK ' }),
    ends: 'line-too-long',
    atMost: ONE_MESSAGE,
  },
  {
    that: 'sends another, shorter message than the one asked for',
    options: answering(`RETR ${(longest ?? 0) + 1}`, retrieved(shortest)),
    // Delivered, since it came twice alike, and what was asked for stays where it is.
    leaves: 1,
  },
  {
    that: 'says +OK to a message that it does not have any more',
    options: answering('RETR 2', '+OK\r\n.\r\n'),
    leaves: 1,
  },
  {
    that: 'refuses one message',
    options: answering('RETR 2', '-ERR \x1b]0;owned\x07\r\n'),
    ends: 'refused',
    delivers: MAIL.length - 1,
    leaves: 1,
  },
  {
    that: 'answers RETR with nonsense',
    options: answering('RETR 2', 'message follows\r\n'),
    ends: 'not-pop3',
    amidDeletions: true,
    delivers: 1,
  },
  {
    that: 'sends two answers to one RETR',
    options: answering(`RETR ${MAIL.length}`, retrieved(MAIL.length - 1, '+OK\r\n')),
    ends: 'answers-out-of-step',
    amidDeletions: true,
    // Which answer was that to the last command, nobody knows: it is fetched again.
    delivers: MAIL.length - 1,
  },
  {
    that: 'stops in the middle of a message',
    options: on('RETR 2', { silent: true, after: '+OK\r\nSubject: half' }),
    ends: 'timeout',
    amidDeletions: true,
    delivers: 1,
    patience: 400,
  },
  {
    that: 'has a message of 100,000 header lines, and one of NULs, bare CR and LF',
    options: () => ({ maildrops: { me: ODD_MESSAGES } }),
    delivers: ODD_MESSAGES.length,
    atMost: 4 * 1024 * 1024,
  },
];
