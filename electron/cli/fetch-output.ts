import type { RpopError } from '../../shared/errors.ts';
import type { FetchEvent } from '../../shared/events.ts';
import { formatOctets } from '../../shared/octets.ts';
import { printable, printableJson } from '../../shared/printable.ts';
import type { SessionCounts } from '../store/mailbox-ledger.ts';
import { ProgressBar } from './progress-bar.ts';

/** What a fetch shows: for people, or one JSON object a line. */
export interface FetchOutput {
  event(event: FetchEvent): void;
  error(error: RpopError): void;
  summary(counts: SessionCounts, seconds: number): void;
}

export interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** `--json`: everything as one object a line on standard output, the summary last. */
export function jsonOutput({ stdout }: Streams): FetchOutput {
  const write = (line: object): void => {
    stdout.write(`${printableJson(line)}\n`);
  };
  return {
    event: (event) => {
      if (event.type !== 'log' || event.eventType !== 'protocol') write(event);
    },
    error: (error) => {
      write({ type: 'error', ...error.report() });
    },
    summary: (counts, seconds) => {
      const { retrieved, deleted, skipped, failed, octets } = counts;
      write({ type: 'summary', retrieved, deleted, skipped, failed, octets, seconds });
    },
  };
}

/** For people: progress, warnings and errors on standard error, the result on standard output. */
export function textOutput({ stdout, stderr }: Streams, into: string): FetchOutput {
  const bar = stderr.isTTY ? new ProgressBar(stderr) : undefined;
  const say = (line: string): void => {
    bar?.clear();
    stderr.write(`rpop: ${printable(line)}\n`);
  };
  return {
    event: (event) => {
      if (event.type === 'progress') bar?.show(event);
      else if (event.eventType === 'warning') say(`warning: ${event.message}`);
    },
    error: (error) => {
      say(`error: ${error.message}`);
      if (error.serverText) say(`  the server said: ${error.serverText}`);
      say(`  ${error.hint}`);
    },
    summary: (counts, seconds) => {
      bar?.clear();
      stdout.write(`${summaryLine(counts, seconds, into)}\n`);
    },
  };
}

function summaryLine(counts: SessionCounts, seconds: number, into: string): string {
  const { retrieved, deleted, skipped, failed, octets } = counts;
  const parts = [
    `${retrieved} ${retrieved === 1 ? 'message' : 'messages'} (${formatOctets(octets)}) into ${into}`,
  ];
  if (deleted > 0) parts.push(`${deleted} deleted from the server`);
  if (skipped > 0) parts.push(`${skipped} left there`);
  if (failed > 0) parts.push(`${failed} failed`);
  return `Fetched ${parts.join(', ')}, in ${seconds.toFixed(1)} s.`;
}
