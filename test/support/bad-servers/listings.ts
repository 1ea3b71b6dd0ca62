import type { Pop3ServerOptions } from '../../../electron/demo/server-options.ts';
import { MAIL } from '../mailbox-on-trial.ts';
import { answering, type BadServer, on } from './bad-server.ts';

/** What a listing of the few messages that STAT announces may have at most (`listingBounds`), and the sockets' buffers. */
const ONE_LISTING = 16 * 1024 * 1024;

/** UIDL with these unique-ids for the first messages, and their own for the others. */
function uidl(...uids: readonly string[]): () => Partial<Pop3ServerOptions> {
  const lines = MAIL.map((message, index) => `${index + 1} ${uids[index] ?? message.uidl}\r\n`);
  return answering('UIDL', `+OK\r\n${lines.join('')}.\r\n`);
}

/** The same on a server that wants one command at a time: sizes are then asked for one by one. */
function answeringAlone(command: string, reply: string): () => Partial<Pop3ServerOptions> {
  return () => ({ ...answering(command, reply)(), capabilities: { pipelining: false } });
}

export const BAD_LISTINGS: readonly BadServer[] = [
  { that: 'says in STAT that there is more than there is', options: answering('STAT', '+OK 99999 1\r\n') },
  { that: 'says in STAT that there is less than there is', options: answering('STAT', '+OK 1 1\r\n') },
  {
    that: 'says in STAT that there is nothing',
    options: answering('STAT', '+OK 0 0\r\n'),
    delivers: 0,
    leaves: MAIL.length,
  },
  {
    that: 'says in STAT that there is more than can be',
    options: answering('STAT', '+OK 999999999999999 999999999999999\r\n'),
  },
  ...[
    '+OK',
    '+OK many',
    '+OK -3 100',
    '+OK 3 -100',
    '+OK 1e3 5',
    '+OK 99999999999999999999 1',
    '+OK 0x10 5',
  ].map((status): BadServer => ({
    that: `answers STAT with "${status}"`,
    options: answering('STAT', `${status}\r\n`),
    ends: 'malformed-listing',
  })),
  {
    that: 'lists without end',
    options: on('UIDL', { endless: '1 uid\r\n'.repeat(500), after: '+OK\r\n' }),
    ends: 'answer-too-long',
    atMost: ONE_LISTING,
  },
  {
    that: 'lists one line without end',
    options: on('UIDL', { endless: 'x'.repeat(4096), after: '+OK\r\n1 ' }),
    ends: 'answer-too-long',
    atMost: ONE_LISTING,
  },
  {
    that: 'lists more messages than it has',
    options: answering(
      'UIDL',
      `+OK\r\n${Array.from({ length: 3000 }, (_, at) => `${at + 1} u${at}\r\n`).join('')}.\r\n`,
    ),
    ends: 'listing-too-long',
  },
  {
    that: 'gives a unique-id of 10,000 characters',
    options: uidl('u'.repeat(10_000)),
    ends: 'listing-too-long',
  },
  { that: 'gives a unique-id of 4,000 characters', options: uidl('u'.repeat(4_000)) },
  { that: 'gives an empty unique-id', options: uidl(''), ends: 'malformed-listing' },
  { that: 'gives a unique-id of spaces', options: uidl('   '), ends: 'malformed-listing' },
  {
    that: 'gives unique-ids with spaces, slashes, dots and control characters',
    options: uidl(
      'a b  c',
      '../../../../tmp/rpop-uid',
      '..',
      '/etc/passwd',
      'nul \0 here',
      '\x1b[2J\x9b31m\x07\xff',
    ),
  },
  { that: 'gives all messages the same unique-id', options: uidl(...MAIL.map(() => 'same')) },
  // A name that we might give a copy ourselves must not make two messages one.
  {
    that: 'gives a unique-id that looks like that of a copy',
    options: uidl('same', 'same', 'same 2', 'same\0header'),
  },
  {
    that: 'lists a message twice',
    options: answering('UIDL', '+OK\r\n1 a\r\n1 b\r\n.\r\n'),
    ends: 'listings-disagree',
  },
  { that: 'lists message 0', options: answering('UIDL', '+OK\r\n0 a\r\n.\r\n'), ends: 'malformed-listing' },
  { that: 'lists message -1', options: answering('UIDL', '+OK\r\n-1 a\r\n.\r\n'), ends: 'malformed-listing' },
  {
    that: 'lists a message number of 16 digits',
    options: answering('UIDL', '+OK\r\n1000000000000000 a\r\n.\r\n'),
    ends: 'malformed-listing',
  },
  {
    that: 'lists a message that there is not',
    options: answering('UIDL', '+OK\r\n77 a\r\n.\r\n'),
    ends: 'listings-disagree',
  },
  {
    that: 'names other messages in LIST than in UIDL',
    options: () => ({
      misbehave: (line) => {
        if (line === 'UIDL') {
          const lines = Array.from({ length: 20 }, (_, at) => `${at + 1} u${at}\r\n`).join('');
          return { reply: `+OK\r\n${lines}.\r\n` };
        }
        return line === 'LIST' ? { reply: '+OK\r\n1 100\r\n2 100\r\n.\r\n' } : undefined;
      },
    }),
    ends: 'listings-disagree',
  },
  {
    that: 'tells the size of another message',
    options: answeringAlone('LIST 2', '+OK 3 100\r\n'),
    ends: 'answers-out-of-step',
  },
  ...['-100', 'big', '', '1e9', '1000000000000000'].map((size): BadServer => ({
    that: `says that a message has "${size}" octets`,
    options: answeringAlone('LIST 2', `+OK 2 ${size}\r\n`),
    ends: 'malformed-listing',
  })),
  {
    that: 'says that a message has more octets than can be',
    options: answeringAlone('LIST 2', '+OK 2 999999999999999\r\n'),
    // It came shorter than announced, twice alike: delivered as it came, and not deleted.
    leaves: 1,
  },
  { that: 'says that a message has no octets', options: answeringAlone('LIST 2', '+OK 2 0\r\n') },
  {
    that: 'answers UIDL with one line and no list',
    options: answeringAlone('UIDL', '+OK\r\n'),
    ends: 'timeout',
    patience: 300,
  },
];
