import { describe, expect, it } from 'vitest';
import { traySummary } from '../../../../electron/desktop/tray/tray-summary.ts';
import { connectionStatus, serviceStatus } from '../statuses.ts';

const summary = (...args: Parameters<typeof serviceStatus>) => traySummary(serviceStatus(...args), 'en-GB');

describe('what the tray says', () => {
  it('is what needs the user first, then what runs, then that all is paused', () => {
    const fetching = connectionStatus('a', { state: 'fetching' });
    const needy = connectionStatus('b', { state: 'held', attention: true });
    const paused = { until: undefined };
    expect(summary({ paused, connections: [fetching, needy] })).toMatchObject({
      state: 'attention',
      line: 'B needs you',
      attention: 'b',
    });
    expect(summary({ paused, connections: [fetching] })).toMatchObject({
      state: 'fetching',
      line: 'Fetching from A…',
      paused: true,
    });
    expect(summary({ paused, connections: [] })).toMatchObject({ state: 'paused', line: 'Paused' });
    expect(summary()).toMatchObject({ state: 'idle', line: 'No connections yet' });
  });

  it('counts new mail of all connections, and tells how the last fetch ended', () => {
    const last = (endedAt: number, newMessages: number) => ({
      startedAt: 0,
      endedAt,
      newMessages,
      error: undefined,
    });
    const connections = [
      connectionStatus('a', { unseen: 2, last: last(1_000, 2) }),
      connectionStatus('b', { unseen: 1, last: last(2_000, 1) }),
    ];
    const { unseen, line } = summary({ connections });
    expect(unseen).toBe(3);
    expect(line).toMatch(/^\d\d:\d\d: B, 1 new message$/);
  });

  it('says when there is no network, and until when it is paused', () => {
    const connections = [connectionStatus('a')];
    expect(summary({ online: false, connections }).line).toBe('Offline: waiting for the network');
    expect(summary({ paused: { until: 0 }, connections }).line).toMatch(/^Paused until \d\d:\d\d$/);
  });
});
