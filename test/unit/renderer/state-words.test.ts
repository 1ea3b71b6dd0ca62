import { describe, expect, it } from 'vitest';
import { stateWords } from '../../../renderer/connections/state-words.ts';
import { createFormats } from '../../../renderer/formatting/formats.ts';
import type { ConnectionStatus } from '../../../shared/status.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const MINUTE = 60_000;
const WAITING: ConnectionStatus = {
  id: 'id',
  name: 'Work',
  enabled: true,
  folder: 'Work',
  state: 'waiting',
  next: 'in 4 min: interval',
  nextAt: NOW + 4 * MINUTE,
  failures: 0,
  last: { startedAt: NOW - MINUTE, endedAt: NOW - MINUTE, newMessages: 0, error: undefined },
  progress: undefined,
  unseen: 0,
  paused: false,
  attention: false,
};

function words(status: Partial<ConnectionStatus>, now = NOW) {
  return stateWords({ ...WAITING, ...status }, now, createFormats('en-GB'));
}

describe('the state of a connection in words', () => {
  it('says when the next poll is, and counts down after the service said it', () => {
    expect(words({})).toEqual({ tone: 'ok', title: 'Up to date', detail: 'Next in 4 min' });
    expect(words({}, NOW + 2 * MINUTE).detail).toBe('Next in 2 min');
  });

  it('says why, where it is not just the interval', () => {
    const status = { failures: 3, next: 'in 11 min: back-off after 3 failures', nextAt: NOW + 11 * MINUTE };
    expect(words(status)).toEqual({
      tone: 'retrying',
      title: 'Failed 3 times',
      detail: 'Next in 11 min: back-off after 3 failures',
    });
  });

  it('says how far a fetch is', () => {
    const progress = { messagesDone: 1_640, messagesTotal: 4_120, octetsDone: 1, octetsTotal: 2 };
    expect(words({ state: 'fetching', progress, nextAt: undefined, next: 'now: fetching' })).toEqual({
      tone: 'fetching',
      title: 'Fetching 1,640 of 4,120',
      detail: undefined,
    });
  });

  it('puts what the user has to do before everything that waits', () => {
    const status = {
      state: 'held',
      attention: true,
      next: 'held: password refused',
      nextAt: undefined,
    } as const;
    expect(words(status)).toEqual({ tone: 'attention', title: 'Needs you', detail: 'Password refused' });
  });

  it('says what the user is needed for, also where it is tried again by itself', () => {
    const error = {
      kind: 'tls',
      code: 'certificate-expired',
      message: 'The certificate expired.',
      hint: '',
    } as const;
    const status = {
      attention: true,
      failures: 2,
      next: 'in 4 min: back-off after 2 failures',
      last: { startedAt: NOW, endedAt: NOW, newMessages: 0, error },
    };
    expect(words(status).detail).toBe('The certificate expired.');
  });

  it.each([
    [
      { state: 'queued', next: 'now: waiting for a free thread', nextAt: undefined },
      'queued',
      'Waiting its turn',
    ],
    [{ state: 'held', paused: true, next: 'waiting: paused', nextAt: undefined }, 'paused', 'Paused'],
    [{ state: 'held', enabled: false, next: 'held: switched off', nextAt: undefined }, 'off', 'Switched off'],
    [{ last: undefined, next: 'in 1 min: first fetch' }, 'new', 'Not fetched yet'],
  ] as const)('names each other state: %o', (status, tone, title) => {
    expect(words(status)).toMatchObject({ tone, title });
  });
});
