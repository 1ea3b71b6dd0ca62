import { createCertificate } from '../../electron/demo/certificate.ts';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import type { StoredMessage } from '../../electron/demo/maildrop.ts';
import type { ConnectionDraft } from '../../shared/connection.ts';

const HOUR_MS = 3_600_000;

/** What people really have: a few mailboxes, each with its kind of mail. */
const MAILBOXES: readonly {
  name: string;
  address: string;
  folder: string;
  intervalMinutes: number;
  mail: readonly (readonly [from: string, subject: string, octets: number])[];
}[] = [
  {
    name: 'Personal',
    address: 'nora.lind@fjordmail.example',
    folder: 'Personal',
    intervalMinutes: 10,
    mail: [
      ['Ida Berg <ida@berg.example>', 'Saturday: bring coats, it is cold on the roof', 2_300],
      ['Chez André <andre@chez.example>', 'Le menu de la semaine', 48_000],
      ['Jonas Lind <jonas@lind.example>', 'Photos from the lake', 2_840_000],
      ['City Library <noreply@library.example>', 'Two books are due on Friday', 6_100],
      ['Mum', 'Re: Sunday?', 1_900],
      ['Ticket Office <tickets@opera.example>', 'Your seats for The Magic Flute', 184_000],
    ],
  },
  {
    name: 'Work',
    address: 'n.lind@hartwell-partners.example',
    folder: 'Work/Inbox',
    intervalMinutes: 5,
    mail: [
      ['Priya Raman <priya@hartwell-partners.example>', 'Draft agenda for Thursday', 4_200],
      ['Build Server <ci@hartwell-partners.example>', 'main #4182 passed in 6 min', 3_100],
      ['Tomás Ortega <tomas@northgate.example>', 'Re: Contract, clause 7', 92_000],
      ['Payroll', 'Your payslip for October', 118_000],
      ['Priya Raman <priya@hartwell-partners.example>', 'Numbers for the third quarter', 640_000],
      ['IT Service <it@hartwell-partners.example>', 'Maintenance on Saturday night', 5_400],
      ['Wei Chen <wei@hartwell-partners.example>', 'Slides, second version', 3_900_000],
    ],
  },
  {
    name: 'University',
    address: 'lind@students.uni.example',
    folder: 'University',
    intervalMinutes: 30,
    mail: [
      ['Prof. E. Okafor <okafor@uni.example>', 'Comments on chapter three', 36_000],
      ['Registrar', 'Enrolment closes on 1 December', 7_700],
      ['Choir', 'Rehearsal moved to room 2.14', 2_600],
    ],
  },
  {
    name: 'Orders',
    address: 'orders@lind-ceramics.example',
    folder: 'Ceramics/Orders',
    intervalMinutes: 5,
    mail: Array.from(
      { length: 14 },
      (_, index) =>
        [
          'Shop <shop@lind-ceramics.example>',
          `Order ${2_718 + index}: ${['two bowls', 'one tea pot', 'six cups', 'a vase, blue'][index % 4] ?? ''}`,
          9_000 + 700 * index,
        ] as const,
    ),
  },
  {
    name: 'Newsletters',
    address: 'nora+news@fjordmail.example',
    folder: 'Newsletters',
    intervalMinutes: 60,
    mail: [
      ['The Slow Web <hello@slow.example>', 'Issue 91: small tools', 61_000],
      ['Kiln & Clay <news@kiln.example>', 'Glazes that do not run', 240_000],
    ],
  },
];

interface DemoConnection {
  readonly draft: ConnectionDraft;
  readonly password: string;
}

export interface DemoMailboxes extends AsyncDisposable {
  readonly connections: readonly DemoConnection[];
  /** One more, at a server for whose certificate nobody vouches. */
  readonly untrusted: DemoConnection;
  readonly newMessages: number;
}

/** A server in this process with these mailboxes, and one more whose password is wrong. */
export async function demoMailboxes(): Promise<DemoMailboxes> {
  const password = 'only for pictures';
  const server = new Pop3Server({
    users: Object.fromEntries(MAILBOXES.map(({ address }) => [address, password])),
    maildrops: Object.fromEntries(MAILBOXES.map(({ address, mail }) => [address, mail.map(message)])),
  });
  const { port } = await server.listen();
  const tls = await createCertificate({
    commonName: 'nas.lind.example',
    altNames: { dns: ['localhost'], ip: [] },
    notBefore: new Date(Date.now() - 90 * 24 * HOUR_MS),
    notAfter: new Date(Date.now() + 275 * 24 * HOUR_MS),
  });
  const secure = new Pop3Server({ users: {}, maildrops: {}, tls, implicitTls: true });
  const home = { name: 'Home server', username: 'nora@nas.lind.example', encryption: 'tls' } as const;
  const place = { host: '127.0.0.1', port, encryption: 'none' } as const;
  const connections = MAILBOXES.map(({ name, address, folder, intervalMinutes }) => ({
    draft: { ...place, name, username: address, folder, intervalMinutes },
    password,
  }));
  const old = { ...place, name: 'Old account', username: 'nora@old-isp.example', folder: 'Old account' };
  return {
    connections: [...connections, { draft: old, password: 'changed since' }],
    untrusted: { draft: { ...home, host: 'localhost', port: (await secure.listen()).port }, password },
    newMessages: MAILBOXES.reduce((sum, { mail }) => sum + mail.length, 0),
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await secure.close();
    },
  };
}

function message([from, subject, octets]: readonly [string, string, number], index: number): StoredMessage {
  const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
  const [, name = from, address = ''] = /^(.*?)(?: (<.*>))?$/.exec(from) ?? [];
  const head = [
    `From: ${encoded(name)} ${address === '' ? '<sender@example.org>' : address}`,
    `Subject: ${encoded(subject)}`,
    `Date: ${new Date(Date.now() - (index + 1) * 3 * HOUR_MS).toUTCString()}`,
    '',
    '',
  ].join('\r\n');
  const line = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit.\r\n';
  return { uidl: `demo-${index}`, octets: Buffer.from(head + line.repeat(Math.ceil(octets / line.length))) };
}
