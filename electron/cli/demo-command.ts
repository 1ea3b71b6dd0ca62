import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import PostalMime from 'postal-mime';
import { formatOctets } from '../../shared/octets.ts';
import { printable } from '../../shared/printable.ts';
import { Maildir } from '../delivery/maildir.ts';
import { createCertificate } from '../demo/certificate.ts';
import { Pop3Server } from '../demo/pop3-server.ts';
import { sampleMaildrop } from '../demo/sample-maildrop.ts';
import { timeoutsFrom } from '../pop3/limits.ts';
import { fetchSession } from '../service/fetch-session.ts';
import { Ledger } from '../store/ledger.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { textOutput } from './fetch-output.ts';
import { stopSignals } from './stop-signals.ts';

const USER = 'demo@example.org';

/**
 * `rpop demo`: an embedded POP3 server with a sample mailbox, one fetch from it over TLS by the same code as any other,
 * and what came. Returns the exit status.
 */
export async function demoCommand(options: { readonly into?: string }): Promise<number> {
  const into = resolve(options.into ?? (await mkdtemp(join(tmpdir(), 'rpop-demo-'))));
  const data = await mkdtemp(join(tmpdir(), 'rpop-demo-data-'));
  const password = randomBytes(16).toString('base64url');
  const now = new Date();
  const tls = await createCertificate({
    commonName: 'localhost',
    altNames: { dns: ['localhost'], ip: ['127.0.0.1'] },
    notBefore: new Date(now.getTime() - 3_600_000),
    notAfter: new Date(now.getTime() + 24 * 3_600_000),
  });
  const server = new Pop3Server({
    users: { [USER]: password },
    maildrops: { [USER]: sampleMaildrop() },
    tls,
    implicitTls: true,
  });
  const { port } = await server.listen(0);
  say(
    `A POP3 server of our own listens on 127.0.0.1 port ${port}, with ${sampleMaildrop().length} messages for ${USER}.`,
  );

  const output = textOutput(process, into);
  const startedAt = performance.now();
  const { stop, abort, release } = stopSignals();
  const ledger = await Ledger.open(join(data, 'ledger.sqlite'), {
    now: Date.now,
    onSetAside: () => undefined,
  });
  try {
    const mailboxKey = `demo ${USER}`;
    const { counts, error } = await fetchSession(
      {
        connection: undefined,
        address: { host: '127.0.0.1', port, encryption: 'tls', ca: tls.certificate },
        credentials: { username: USER, password },
        authentication: 'auto',
        timeouts: timeoutsFrom(10),
        policy: {
          afterTransfer: { policy: 'keep' },
          largestMessageOctets: 0,
          largerMessages: 'skip',
          messagesPerSession: 0,
          order: 'oldest',
        },
        protocolEvents: false,
      },
      {
        mailboxKey,
        ledger: ledger.mailbox(mailboxKey),
        target: new Maildir(into),
        emit: (event) => {
          if (event.type === 'log' && event.eventType === 'information') say(event.message);
          else output.event(event);
        },
        now: Date.now,
        stop,
        abort,
      },
    );
    if (error !== undefined) output.error(error);
    await showMail(into);
    output.summary(counts, (performance.now() - startedAt) / 1000);
    return EXIT_STATUS[error?.kind ?? 'none'];
  } finally {
    release();
    ledger.close();
    await server.close();
  }
}

/** A table of the messages in a Maildir: date, sender, subject, size, attachments. */
async function showMail(maildir: string): Promise<void> {
  const folder = join(maildir, 'new');
  const rows: { date: string; line: string }[] = [];
  for (const name of await readdir(folder)) {
    const octets = await readFile(join(folder, name));
    const { date, from, subject, attachments } = await PostalMime.parse(octets);
    const sender = from?.name || from?.address || '(no sender)';
    const clip =
      attachments.length === 0
        ? ''
        : `  [${attachments.map(({ filename }) => filename ?? 'attached').join(', ')}]`;
    const size = formatOctets(octets.length).padStart(8);
    rows.push({
      date: date ?? '',
      line: printable(`  ${column(sender, 20)}  ${size}  ${column(subject ?? '(no subject)', 44)}${clip}`),
    });
  }
  say('');
  for (const { line } of rows.toSorted((a, b) => a.date.localeCompare(b.date))) say(line);
  say('');
}

function column(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
