import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { RpopError } from '../../shared/errors.ts';
import type { FetchEvent } from '../../shared/events.ts';
import { Maildir } from '../delivery/maildir.ts';
import { timeoutsFrom } from '../pop3/limits.ts';
import type { AuthenticationWish } from '../pop3/sign-in.ts';
import type { Encryption, ServerAddress } from '../pop3/server-address.ts';
import type { FetchRequest } from '../service/fetch-request.ts';
import { fetchSession } from '../service/fetch-session.ts';
import { oneOffMailboxKey } from '../service/mailbox-key.ts';
import { previewSession } from '../service/preview.ts';
import { resolveDataFolder } from '../store/data-folder.ts';
import { Ledger } from '../store/ledger.ts';
import { NOTHING_DONE, type SessionCounts } from '../store/mailbox-ledger.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { type FetchOutput, jsonOutput, textOutput } from './fetch-output.ts';
import { parseFetchUrl } from './fetch-url.ts';
import { readPassword } from './password.ts';
import { showPreview } from './preview-output.ts';
import { stopSignals } from './stop-signals.ts';
import { UsageError } from './usage-error.ts';

export interface FetchOptions {
  readonly into: string;
  readonly folder: string;
  readonly security?: Encryption;
  readonly auth: AuthenticationWish;
  readonly passwordStdin?: true;
  readonly passwordFile?: string;
  readonly delete?: true;
  readonly ca?: string;
  readonly insecure?: true;
  /** Seconds. */
  readonly timeout: number;
  readonly data?: string;
  readonly json?: true;
  readonly dryRun?: true;
}

/** `rpop fetch <url> --into <dir>`: one retrieval without configuration. Returns the exit status. */
export async function fetchCommand(url: string, options: FetchOptions): Promise<number> {
  const startedAt = performance.now();
  const into = resolve(options.into);
  const output = options.json ? jsonOutput(process) : textOutput(process, join(into, options.folder));
  let counts = NOTHING_DONE;
  let problem: RpopError | undefined;
  try {
    const { username, ...server } = parseFetchUrl(url, options.security);
    const address = { ...server, ca: readAuthorities(options.ca), insecure: options.insecure };
    const password = await readPassword(
      { stdin: options.passwordStdin ?? false, file: options.passwordFile },
      process.env,
    );
    ({ counts, error: problem } = await fetchOnce(address, { username, password }, into, options, output));
  } catch (error) {
    if (!(error instanceof RpopError)) throw error;
    problem = error;
  }
  if (problem !== undefined) output.error(problem);
  if (problem?.kind !== 'usage' && !options.dryRun)
    output.summary(counts, (performance.now() - startedAt) / 1000);
  return EXIT_STATUS[problem?.kind ?? 'none'];
}

async function fetchOnce(
  address: ServerAddress,
  credentials: { username: string; password: string },
  into: string,
  options: FetchOptions,
  output: FetchOutput,
): Promise<{ counts: SessionCounts; error: RpopError | undefined }> {
  const now = Date.now;
  const { stop, abort, release } = stopSignals();
  const ledger = await Ledger.open(join(resolveDataFolder({ option: options.data }), 'ledger.sqlite'), {
    now,
    onSetAside: (aside) => {
      const message = `The ledger was damaged. It was set aside as ${aside}; what was fetched is recognised in the folder.`;
      output.event({ type: 'log', eventType: 'warning', at: now(), connection: undefined, message });
    },
  });
  try {
    const mailboxKey = oneOffMailboxKey(address, credentials.username, join(into, options.folder));
    const request: FetchRequest = {
      connection: undefined,
      address,
      credentials,
      authentication: options.auth,
      timeouts: timeoutsFrom(options.timeout),
      policy: {
        afterTransfer: { policy: options.delete ? 'delete' : 'keep' },
        largestMessageOctets: 0,
        largerMessages: 'skip',
        messagesPerSession: 0,
        order: 'oldest',
      },
      protocolEvents: false,
    };
    const surroundings = {
      ledger: ledger.mailbox(mailboxKey),
      emit: (event: FetchEvent) => {
        output.event(event);
      },
      now,
      stop,
      abort,
    };
    if (options.dryRun) {
      const target = join(into, options.folder);
      const { preview, ...result } = await previewSession(request, { ...surroundings, target });
      if (result.error === undefined) showPreview(preview, credentials.username, options);
      return result;
    }
    const target = new Maildir(into, options.folder);
    return await fetchSession(request, { ...surroundings, mailboxKey, target });
  } finally {
    release();
    ledger.close();
  }
}

function readAuthorities(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    const pem = readFileSync(file, 'utf8');
    createSecureContext({ ca: pem });
    if (pem.includes('-----BEGIN')) return pem;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The CA file ${file} cannot be used: ${why}`, 'Give a file of PEM certificates.');
  }
  throw new UsageError(`The CA file ${file} holds no certificate.`, 'Give a file of PEM certificates.');
}
