import type { ConnectionStatus } from '../../shared/status.ts';
import type { Formats } from '../formatting/formats.ts';

/** What a connection's state looks like; in the order in which sorting by state shows them. */
export const TONES = ['attention', 'fetching', 'queued', 'retrying', 'ok', 'new', 'paused', 'off'] as const;
export type Tone = (typeof TONES)[number];

export interface StateWords {
  readonly tone: Tone;
  readonly title: string;
  /** When the next poll is and why; undefined where the title says it all. */
  readonly detail: string | undefined;
}

/** A connection's state in words: what it is, and what comes next. */
export function stateWords(status: ConnectionStatus, now: number, formats: Formats): StateWords {
  const tone = toneOf(status);
  return { tone, title: TITLES[tone](status, formats), detail: detailOf(status, tone, now, formats) };
}

export function toneOf({ state, attention, paused, enabled, failures, last }: ConnectionStatus): Tone {
  if (state === 'fetching') return 'fetching';
  if (state === 'queued') return 'queued';
  if (attention) return 'attention';
  if (!enabled) return 'off';
  if (paused || state === 'stopped') return 'paused';
  if (failures > 0) return 'retrying';
  return last === undefined ? 'new' : 'ok';
}

const TITLES: Record<Tone, (status: ConnectionStatus, formats: Formats) => string> = {
  attention: () => 'Needs you',
  fetching: ({ progress }, { number }) =>
    progress === undefined || progress.messagesTotal === 0
      ? 'Fetching'
      : `Fetching ${number(progress.messagesDone)} of ${number(progress.messagesTotal)}`,
  queued: () => 'Waiting its turn',
  retrying: ({ failures }, { plural }) =>
    `Failed ${failures === 1 ? 'once' : plural(failures, 'time', 'times')}`,
  ok: () => 'Up to date',
  new: () => 'Not fetched yet',
  paused: () => 'Paused',
  off: () => 'Switched off',
};

function detailOf(
  { next, nextAt, paused, last }: ConnectionStatus,
  tone: Tone,
  now: number,
  formats: Formats,
): string | undefined {
  if (tone === 'off' || tone === 'fetching') return undefined;
  // Though it is tried again by itself, what the user is needed for comes first.
  if (tone === 'attention' && nextAt !== undefined && last?.error !== undefined && 'message' in last.error)
    return last.error.message;
  const reason = next.slice(next.indexOf(': ') + 1).trim();
  if (nextAt === undefined) return tone === 'paused' && paused ? 'Until you resume' : sentence(reason);
  // The service's own sentence was true when it was made; the time goes on.
  const when = formats.relative(nextAt, now);
  return reason === 'interval' || next === '' ? `Next ${when}` : `Next ${when}: ${reason}`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
