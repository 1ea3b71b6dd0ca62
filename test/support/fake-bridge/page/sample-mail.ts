import type { HistoryBucket, SessionRecord } from '../../../../shared/history.ts';
import type { EventType, LogEvent } from '../../../../shared/events.ts';
import type { FolderSummary, MessageSummary } from '../../../../shared/mail-index.ts';
import { pick, seededRandom } from './random.ts';
import type { SampleConnection } from './sample-connections.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const SENDERS = [
  'Charles Babbage <charles@engine.example>',
  'Mary Somerville <mary@mechanism.example>',
  '"GitHub" <notifications@github.example>',
  'Augustus De Morgan <augustus@logic.example>',
  'Bücherei Mitte <leihe@buecherei.example>',
  '山田 花子 <hanako@example.jp>',
] as const;
const SUBJECTS = [
  'Re: The notes, third draft',
  'Invoice 2026-1142',
  'Your order has left the workshop',
  'Minutes of the last meeting, and a question about the next one that is longer than any column',
  'Bernoulli numbers',
  'Vorgemerktes Medium liegt bereit',
  '会議の議事録',
  '<script>alert(1)</script> in a subject is text',
] as const;

export function sampleFolders(samples: readonly SampleConnection[], now: number): FolderSummary[] {
  const names = [...new Set(samples.map(({ connection }) => connection.folder))];
  return names.map((folder, index) => {
    const connections = samples.filter(({ connection }) => connection.folder === folder);
    const exists = connections.some(({ status }) => status.last !== undefined);
    return {
      folder,
      path: `/home/ada/.local/share/rpop/mail/${folder}`,
      exists,
      messages: exists ? 40 + index * 137 : 0,
      unseen: connections.reduce((sum, { status }) => sum + status.unseen, 0),
      latestAt: exists ? now - index * 47 * MINUTE : undefined,
      connections: connections.map(({ connection }) => connection.id),
    };
  });
}

export function sampleMessages(
  { messages, unseen, connections }: FolderSummary,
  now: number,
): MessageSummary[] {
  const random = seededRandom(messages);
  return Array.from({ length: messages }, (_, index) => {
    const sentAt = now - index * 3 * HOUR - Math.floor(random() * HOUR);
    return {
      file: `${Math.floor(sentAt / 1000)}.M${index}.rpop`,
      from: pick(random, SENDERS),
      subject: index % 41 === 40 ? '' : pick(random, SUBJECTS),
      sentAt: index % 53 === 52 ? undefined : sentAt,
      retrievedAt: sentAt + 4 * MINUTE,
      octets: Math.floor(2_000 + random() ** 6 * 8_000_000),
      connection: connections[0],
      seen: index >= unseen,
    };
  });
}

/** Sixty days of sessions, newest first. */
export function sampleSessions(samples: readonly SampleConnection[], now: number): SessionRecord[] {
  const random = seededRandom(7);
  const records: SessionRecord[] = [];
  const few = samples.slice(0, 12);
  for (let at = now - 20 * MINUTE; at > now - 60 * DAY; at -= Math.floor(HOUR * (0.5 + random() * 3))) {
    const sample = few.at(Math.floor(random() * few.length));
    if (sample === undefined) return [];
    const failed = random() < 0.06;
    const retrieved = failed ? 0 : 1 + Math.floor(random() ** 3 * 40);
    records.push({
      id: records.length + 1,
      connection: sample.connection.id,
      startedAt: at,
      endedAt: at + 800 + Math.floor(random() * 9_000),
      retrieved,
      deleted: sample.connection.afterTransfer.policy === 'keep' ? 0 : retrieved,
      skipped: Math.floor(random() * 200),
      failed: 0,
      octets: retrieved * Math.floor(4_000 + random() * 90_000),
      error: failed
        ? { code: 'timeout', message: 'The server did not answer within 60 seconds.' }
        : undefined,
    });
  }
  return records;
}

export function totals(
  records: readonly SessionRecord[],
  { from, to, every }: { readonly from: number; readonly to: number; readonly every: 'hour' | 'day' },
): HistoryBucket[] {
  const buckets: HistoryBucket[] = [];
  const start = new Date(from);
  start.setMinutes(0, 0, 0);
  if (every === 'day') start.setHours(0);
  while (start.getTime() < to) {
    const at = start.getTime();
    if (every === 'day') start.setDate(start.getDate() + 1);
    else start.setHours(start.getHours() + 1);
    const end = start.getTime();
    const within = records.filter(({ startedAt }) => startedAt >= at && startedAt < end);
    buckets.push({
      at,
      messages: within.reduce((sum, { retrieved }) => sum + retrieved, 0),
      octets: within.reduce((sum, { octets }) => sum + octets, 0),
      sessions: within.length,
      failures: within.filter(({ error }) => error !== undefined).length,
    });
  }
  return buckets;
}

const LINES: readonly (readonly [EventType, string])[] = [
  ['information', 'connected to pop.example.org:995, TLSv1.3 with TLS_AES_256_GCM_SHA384'],
  ['protocol', 'C: AUTH SCRAM-SHA-256 ***'],
  ['protocol', 'S: + ***'],
  ['protocol', 'C: ***'],
  ['protocol', 'S: +OK maildrop has 3 messages (42118 octets)'],
  ['information', '3 messages retrieved (42.1 kB) in 0.8 s'],
  ['warning', 'the server does not announce UIDL; reading it anyway'],
  ['error', 'the server did not answer within 60 seconds'],
  ['critical', 'the disk is full: nothing is fetched until there is room'],
];

/** The last events of the log, oldest first. */
export function sampleLog(samples: readonly SampleConnection[], now: number): LogEvent[] {
  const random = seededRandom(3);
  const few = samples.slice(0, 12);
  return Array.from({ length: 400 }, (_, index) => {
    const [eventType, message] = LINES[Math.floor(random() ** 1.6 * LINES.length)] ?? [
      'information',
      'started',
    ];
    const sample = few.at(Math.floor(random() * few.length));
    return {
      type: 'log',
      eventType,
      at: now - (400 - index) * 41_000,
      connection: eventType === 'critical' ? undefined : sample?.connection.id,
      message,
      ...(eventType === 'error' && { code: 'timeout' }),
    };
  });
}
