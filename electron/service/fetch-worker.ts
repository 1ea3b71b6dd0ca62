import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { RpopError } from '../../shared/errors.ts';
import type { NewMailEvent } from '../../shared/events.ts';
import { messageName } from '../delivery/maildir-name.ts';
import { Maildir } from '../delivery/maildir.ts';
import { readMessageHeader } from '../mail/message-header.ts';
import { CancelledError, RefusedError } from '../pop3/errors.ts';
import { Ledger } from '../store/ledger.ts';
import { NOTHING_DONE } from '../store/mailbox-ledger.ts';
import type { FetchResult } from './fetch-request.ts';
import { fetchSession } from './fetch-session.ts';
import { NOTHING_KNOWN, previewSession } from './preview.ts';
import {
  ALIVE_MS,
  type FetchCall,
  type FetchOutcome,
  type WorkerMessage,
  type WorkerOrder,
} from './fetch-task.ts';

/** The ledgers this thread has open, by path: one connection a thread. */
const ledgers = new Map<string, Promise<Ledger>>();

/** The worker thread's one task: runs a session and tells over `port` how it goes. */
export default async function runFetchTask({ task, port }: FetchCall): Promise<FetchOutcome> {
  const { request, mailboxKey, ledgerPath, mailRoot, folder, preview } = task;
  const tell = (message: WorkerMessage): void => {
    port.postMessage(message);
  };
  const stop = new AbortController();
  const abort = new AbortController();
  port.on('message', (order: WorkerOrder) => {
    (order === 'stop' ? stop : abort).abort(new CancelledError());
  });
  const tellAlive = (): void => {
    tell({ type: 'alive', thread: threadId });
  };
  tellAlive();
  const alive = setInterval(tellAlive, ALIVE_MS);
  try {
    const ledger = await openLedger(ledgerPath, tell);
    const surroundings = {
      emit: tell,
      now: Date.now,
      stop: stop.signal,
      abort: abort.signal,
    };
    if (preview) {
      const result = await previewSession(request, {
        ...surroundings,
        // To look leaves no trace.
        ledger: ledger.existingMailbox(mailboxKey) ?? NOTHING_KNOWN,
        target: join(mailRoot, folder),
      });
      return { ...outcomeOf(result), preview: result.preview };
    }
    const target = new Maildir(mailRoot, folder);
    const result = await fetchSession(request, {
      ...surroundings,
      ledger: ledger.mailbox(mailboxKey),
      mailboxKey,
      target,
    });
    return { ...outcomeOf(result), samples: await samplesOf(target, result) };
  } catch (error) {
    // Errors cross the thread's border as data.
    if (error instanceof RpopError) return outcomeOf({ counts: NOTHING_DONE, error, login: undefined });
    throw error;
  } finally {
    clearInterval(alive);
    port.close();
  }
}

/** From and subject of what came, for a notification. What cannot be read now is left out. */
async function samplesOf(
  { description }: Maildir,
  { arrived = [] }: FetchResult,
): Promise<NewMailEvent['samples']> {
  const read = arrived.map(async ({ digest, octets }) => {
    const { from, subject } = await readMessageHeader(join(description, 'new', messageName(digest, octets)));
    return { from, subject };
  });
  const samples = await Promise.allSettled(read);
  return samples.flatMap((sample) => (sample.status === 'fulfilled' ? [sample.value] : []));
}

async function openLedger(path: string, tell: (message: WorkerMessage) => void): Promise<Ledger> {
  const opening =
    ledgers.get(path) ??
    Ledger.open(path, {
      now: Date.now,
      onSetAside: (aside) => {
        const message = `The ledger was damaged. It was set aside as ${aside}; what was fetched is recognised in the folders.`;
        tell({ type: 'log', eventType: 'critical', at: Date.now(), connection: undefined, message });
      },
    });
  ledgers.set(path, opening);
  try {
    return await opening;
  } catch (error) {
    ledgers.delete(path);
    throw error;
  }
}

function outcomeOf({ counts, error, login }: FetchResult): FetchOutcome {
  if (error === undefined) return { counts, error: undefined, login };
  const responseCode = error instanceof RefusedError ? error.responseCode : undefined;
  return { counts, error: { ...error.report(), ...(responseCode ? { responseCode } : {}) }, login };
}
