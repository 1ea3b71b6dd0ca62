import { describe, expect, it } from 'vitest';
import { logPasses } from '../../../../renderer/activity/log-filter.ts';
import { logText } from '../../../../renderer/activity/log-text.ts';
import { EVENT_TYPES, type EventType, type LogEvent } from '../../../../shared/events.ts';

const event = (eventType: EventType, connection: string | undefined, message: string): LogEvent => ({
  type: 'log',
  eventType,
  at: Date.UTC(2026, 10, 24, 8),
  connection,
  message,
});
const all = { types: new Set(EVENT_TYPES), connection: undefined, text: '' };

describe('the filter of the log', () => {
  it('goes by type, connection and words, all of them at once', () => {
    const events = [
      event('error', 'a', 'The server refused the password'),
      event('error', 'b', 'The server is busy'),
      event('information', 'a', 'Fetched 3 messages'),
      event('information', undefined, 'The service started'),
    ];
    const passing = (filter: Partial<Parameters<typeof logPasses>[0]>): string[] =>
      events.filter(logPasses({ ...all, ...filter })).map(({ message }) => message);
    expect(passing({})).toHaveLength(4);
    expect(passing({ types: new Set(['information']) })).toEqual([
      'Fetched 3 messages',
      'The service started',
    ]);
    expect(passing({ connection: 'a' })).toHaveLength(2);
    expect(passing({ text: 'PASSWORD server' })).toEqual(['The server refused the password']);
    expect(passing({ text: 'server', connection: 'a', types: new Set(['information']) })).toEqual([]);
  });

  it('finds an event by its code', () => {
    const passes = logPasses({ ...all, text: 'in-use' });
    expect(passes({ ...event('warning', 'a', 'Busy'), code: 'maildrop-in-use' })).toBe(true);
    expect(passes(event('warning', 'a', 'Busy'))).toBe(false);
  });
});

describe('the log as text', () => {
  it('has a line an event, whatever a server put into its message', () => {
    const text = logText(
      [
        { ...event('warning', 'a', 'Busy\r\nFORGED \u202e'), code: 'maildrop-in-use' },
        event('information', undefined, 'The service started'),
      ],
      () => 'Work',
    );
    expect(text).toBe(
      '2026-11-24T08:00:00.000Z warning [Work] Busy\\x0d\\x0aFORGED \\u202e (maildrop-in-use)\n' +
        '2026-11-24T08:00:00.000Z information - The service started\n',
    );
  });
});
