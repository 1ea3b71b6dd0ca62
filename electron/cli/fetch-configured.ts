import type { RpopError } from '../../shared/errors.ts';
import { ReportedError } from '../../shared/reported-error.ts';
import type { Ask, SessionSummary } from '../../shared/service-contract.ts';
import { NOTHING_DONE, type SessionCounts } from '../store/mailbox-ledger.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { type FetchOutput, jsonOutput, textOutput } from './fetch-output.ts';
import { showPreview } from './preview-output.ts';
import { UsageError } from './usage-error.ts';
import { type ServiceCommandOptions, withService } from './with-service.ts';

export interface FetchConfiguredOptions extends ServiceCommandOptions {
  readonly dryRun?: true;
  readonly larger?: true;
}

/**
 * `rpop fetch [name…]`: configured connections once, those named or all that are switched on, by the running service if there
 * is one. Returns the exit status: of the worst that happened.
 */
export function fetchConfigured(names: readonly string[], options: FetchConfiguredOptions): Promise<number> {
  return withService(options, async ({ ask, service }) => {
    const connections = await ask('connections.list', {});
    const chosen =
      names.length > 0 ? names : connections.flatMap(({ enabled, name }) => (enabled ? [name] : []));
    if (chosen.length === 0)
      throw new UsageError('There are no connections.', 'Add one: rpop connections add.');
    if (options.dryRun) return showPreviews(ask, chosen, options);
    // Ours alone: what is asked for is fetched, and nothing else.
    service?.start({ schedule: false });
    return fetchAll(ask, chosen, options);
  });
}

async function fetchAll(
  ask: Ask,
  names: readonly string[],
  options: FetchConfiguredOptions,
): Promise<number> {
  const startedAt = performance.now();
  const output = options.json ? jsonOutput(process) : textOutput(process, 'the folders');
  const results = await Promise.all(
    names.map((name) => fetchOne(ask, name, options.larger ?? false, output)),
  );
  output.summary(sum(results.map(({ counts }) => counts)), (performance.now() - startedAt) / 1000);
  return Math.max(...results.map(({ error }) => EXIT_STATUS[error?.kind ?? 'none']));
}

async function fetchOne(
  ask: Ask,
  connection: string,
  larger: boolean,
  output: FetchOutput,
): Promise<{ counts: SessionCounts; error: RpopError | undefined }> {
  try {
    const summary = await ask('fetch', { connection, larger }, (event) => {
      output.event(event);
    });
    return { counts: summary, error: told(summary, connection, output) };
  } catch (error) {
    if (!(error instanceof Error && 'report' in error)) throw error;
    const known = error as RpopError; // what `ask` rejects with
    output.error(named(known, connection));
    return { counts: NOTHING_DONE, error: known };
  }
}

function told({ error }: SessionSummary, connection: string, output: FetchOutput): RpopError | undefined {
  if (error === undefined) return undefined;
  const known = new ReportedError(error);
  output.error(named(known, connection));
  return known;
}

function named(error: RpopError, connection: string): RpopError {
  const report = error.report();
  return new ReportedError({ ...report, message: `${connection}: ${report.message}` });
}

async function showPreviews(
  ask: Ask,
  names: readonly string[],
  options: FetchConfiguredOptions,
): Promise<number> {
  for (const connection of names) {
    showPreview(await ask('connections.preview', { connection }), connection, options);
  }
  return EXIT_STATUS.none;
}

function sum(all: readonly SessionCounts[]): SessionCounts {
  const total = { ...NOTHING_DONE };
  for (const { retrieved, deleted, skipped, failed, octets } of all) {
    total.retrieved += retrieved;
    total.deleted += deleted;
    total.skipped += skipped;
    total.failed += failed;
    total.octets += octets;
  }
  return total;
}
