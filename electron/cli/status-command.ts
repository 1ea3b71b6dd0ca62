import type { ConnectionStatus, LastSession, ServiceStatus } from '../../shared/status.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { table } from './table.ts';
import { printJson } from './print-json.ts';
import { type ServiceCommandOptions, withService } from './with-service.ts';

/** `rpop status`: what runs, what ran, what is next and why. */
export function statusCommand(options: ServiceCommandOptions): Promise<number> {
  return withService(options, async ({ ask }) => {
    const status = await ask('status', {});
    if (options.json) printJson({ type: 'status', ...status });
    else process.stdout.write(text(status, Date.now()));
    return EXIT_STATUS.none;
  });
}

function text(status: ServiceStatus, now: number): string {
  const { running, processId, threads, credentialStore, mailRoot, connections, logTrouble } = status;
  const lines = [
    running
      ? `RPOP runs (process ${processId}), ${threadsText(threads)}.`
      : 'RPOP does not run: "rpop run" starts it.',
    `Passwords: ${credentialStore.description}. Mail: ${mailRoot}.`,
    ...logTrouble.map((trouble) => `Log: ${trouble}`),
  ];
  const head = `${lines.join('\n')}\n`;
  if (connections.length === 0) return `${head}There are no connections yet.\n`;
  return `${head}\n${table([
    ['CONNECTION', 'NEXT POLL', 'LAST SESSION'],
    ...connections.map((connection) => [
      connection.name,
      nextText(connection),
      lastText(connection.last, now),
    ]),
  ])}`;
}

function threadsText(threads: ServiceStatus['threads']): string {
  if (threads === undefined) return 'no threads';
  const { limits } = threads;
  return `${threads.threads} threads (${limits.minimum} to ${limits.maximum}), ${threads.running} sessions, ${threads.waiting} waiting`;
}

function nextText({ next, progress }: ConnectionStatus): string {
  if (progress === undefined || progress.messagesTotal === 0) return next;
  return `${next} (${progress.messagesDone} of ${progress.messagesTotal} messages)`;
}

function lastText(last: LastSession | undefined, now: number): string {
  if (last === undefined) return 'never';
  const ago = agoText(now - last.endedAt);
  if (last.error === undefined) return `${ago}: ${last.newMessages} new`;
  return `${ago}: ${'message' in last.error ? last.error.message : last.error.code}`;
}

function agoText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s ago`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.round(hours / 24)} days ago`;
}
