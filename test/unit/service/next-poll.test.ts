import { describe, expect, test } from 'vitest';
import {
  describeNextPoll,
  type HeldReason,
  type NextPoll,
  type WaitReason,
} from '../../../electron/service/next-poll.ts';

const NOW = Date.UTC(2026, 0, 1);
const wait = (ms: number, reason: WaitReason): NextPoll => ({ held: false, at: NOW + ms, reason });
const held = (reason: HeldReason): NextPoll => ({ held: true, reason });

describe('says when and why the next poll is', () => {
  test.each<[string, NextPoll]>([
    ['in 4 min: interval', wait(240_000, { kind: 'interval' })],
    [
      'in 4 min: back-off after 3 failures',
      wait(240_000, { kind: 'back-off', failures: 3, attention: undefined }),
    ],
    [
      'in 60 min: back-off after 1 failure, TLS or its certificate needs your attention',
      wait(3_600_000, { kind: 'back-off', failures: 1, attention: 'tls' }),
    ],
    ['now: fetch requested', wait(0, { kind: 'requested' })],
    ['now: fetch requested', wait(-60_000, { kind: 'requested' })],
    [
      'in 15 min: server asks for 900 s between logins (LOGIN-DELAY)',
      wait(900_000, { kind: 'login-delay', seconds: 900 }),
    ],
    [
      'in 15 min: server asks for more time between logins (LOGIN-DELAY)',
      wait(900_000, { kind: 'login-delay', seconds: undefined }),
    ],
    ['in 2 min: maildrop in use', wait(120_000, { kind: 'in-use' })],
    ['in 12 s: catching up', wait(12_000, { kind: 'catch-up' })],
    ['in 3 s: network is back', wait(3_000, { kind: 'network-return' })],
    ['now: first fetch', wait(0, { kind: 'new' })],
    ['in 12 h: server keeps mail only 1 day (EXPIRE)', wait(43_200_000, { kind: 'expire', days: 1 })],
    ['in 3 days: interval', wait(3 * 86_400_000, { kind: 'interval' })],
    ['held: password refused', held({ kind: 'authentication' })],
    ['held: switched off', held({ kind: 'disabled' })],
    ['waiting: paused', held({ kind: 'paused' })],
    ['offline', held({ kind: 'offline' })],
    ['now: waiting for a free thread', held({ kind: 'in-session', phase: 'queued' })],
    ['now: fetching', held({ kind: 'in-session', phase: 'running' })],
  ])('%s', (sentence, next) => {
    expect(describeNextPoll(next, NOW)).toBe(sentence);
  });

  test('waiting: paused until, with the time as the caller writes it', () => {
    const next = wait(5_000, { kind: 'paused', until: NOW });
    expect(describeNextPoll(next, NOW, (at) => new Date(at).toISOString())).toBe(
      'waiting: paused until 2026-01-01T00:00:00.000Z',
    );
    expect(describeNextPoll(next, NOW)).toMatch(/^waiting: paused until .*202[56]/);
  });
});
