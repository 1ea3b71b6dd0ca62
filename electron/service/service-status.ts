import type { Connection } from '../../shared/connection.ts';
import type { ConnectionStatus, LastSession } from '../../shared/status.ts';
import { needsUser } from './needs-user.ts';
import { describeNextPoll, type NextPoll } from './next-poll.ts';
import type { ConnectionStatus as ScheduledStatus } from './scheduler-types.ts';
import type { SessionBoard } from './session-board.ts';
import type { UnseenMail } from './unseen-mail.ts';

/** A connection of the running service, for people. */
export function runningStatus(
  connection: Connection,
  scheduled: ScheduledStatus | undefined,
  { board, unseen }: { board: SessionBoard; unseen: UnseenMail },
  now: number,
): ConnectionStatus {
  const { id, name, enabled, folder } = connection;
  const next = scheduled?.next;
  return {
    id,
    name,
    enabled,
    folder,
    state: stateOf(next),
    next: next === undefined ? 'not scheduled' : describeNextPoll(next, now),
    nextAt: next?.held === false ? next.at : undefined,
    failures: scheduled?.failures ?? 0,
    last: lastOf(scheduled?.last, board, id),
    progress: board.progressOf(id),
    unseen: unseen.of(id),
    paused: scheduled?.paused ?? false,
    attention: scheduled !== undefined && needsUser(scheduled),
  };
}

function stateOf(next: NextPoll | undefined): ConnectionStatus['state'] {
  if (next === undefined) return 'stopped';
  if (!next.held) return 'waiting';
  if (next.reason.kind !== 'in-session') return 'held';
  return next.reason.phase === 'queued' ? 'queued' : 'fetching';
}

function lastOf(last: ScheduledStatus['last'], board: SessionBoard, id: string): LastSession | undefined {
  if (last === undefined) return undefined;
  const { start: startedAt, end: endedAt, result } = last;
  if (result.kind === 'success') {
    return { startedAt, endedAt, newMessages: result.newMessages, error: undefined };
  }
  const told = board.errorOf(id);
  const error = told?.code === result.code ? told : { code: result.code };
  return { startedAt, endedAt, newMessages: 0, error };
}
