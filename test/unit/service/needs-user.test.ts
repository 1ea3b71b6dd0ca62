import { describe, expect, it } from 'vitest';
import { needsUser } from '../../../electron/service/needs-user.ts';
import type { ErrorKind } from '../../../shared/errors.ts';
import type { NextPoll } from '../../../electron/service/next-poll.ts';
import type { ConnectionStatus } from '../../../electron/service/scheduler-types.ts';

const status = (
  next: NextPoll,
  error: ErrorKind,
  code: string,
  { loggedIn = true }: { loggedIn?: boolean } = {},
): ConnectionStatus => ({
  id: 'a',
  next,
  failures: 1,
  last: { start: 0, end: 1, result: { kind: 'failure', error, code } },
  loggedIn,
  paused: false,
});
const held = (kind: 'authentication' | 'permanent' | 'paused' | 'offline' | 'disabled'): NextPoll => ({
  held: true,
  reason: { kind },
});
const backOff: NextPoll = {
  held: false,
  at: 1,
  reason: { kind: 'back-off', failures: 1, attention: undefined },
};

describe('a connection needs its user', () => {
  it('when its password was refused or is missing, and when the server says that it will not get better', () => {
    expect(needsUser(status(held('authentication'), 'authentication', 'authentication-refused'))).toBe(true);
    expect(needsUser(status(held('permanent'), 'refused', 'server-permanent'))).toBe(true);
  });

  it('whether it is paused or offline or not, but not when it is switched off', () => {
    for (const [kind, expected] of [
      ['paused', true],
      ['offline', true],
      ['disabled', false],
    ] as const) {
      expect(needsUser(status(held(kind), 'tls', 'certificate-changed'))).toBe(expected);
      expect(needsUser(status(held(kind), 'connection', 'timeout'))).toBe(false);
    }
  });

  it('when the certificate is not trusted, but not when TLS failed for once', () => {
    expect(needsUser(status(backOff, 'tls', 'certificate-self-signed'))).toBe(true);
    expect(needsUser(status(backOff, 'tls', 'certificate-changed'))).toBe(true);
    expect(needsUser(status(backOff, 'tls', 'tls-closed'))).toBe(false);
  });

  it('when its host was never found, but not when the network is away', () => {
    expect(needsUser(status(backOff, 'connection', 'host-not-found', { loggedIn: false }))).toBe(true);
    expect(needsUser(status(backOff, 'connection', 'host-not-found'))).toBe(false);
    expect(needsUser(status(backOff, 'connection', 'timeout', { loggedIn: false }))).toBe(false);
  });

  it('when the vault is locked or a setting is wrong, but not when a thread died', () => {
    expect(needsUser(status(backOff, 'local', 'vault-locked'))).toBe(true);
    expect(needsUser(status(backOff, 'usage', 'ca-file'))).toBe(true);
    expect(needsUser(status(backOff, 'local', 'worker-died'))).toBe(false);
  });

  it('not while a session runs', () => {
    const next: NextPoll = { held: true, reason: { kind: 'in-session', phase: 'running' } };
    expect(needsUser(status(next, 'authentication', 'authentication-refused'))).toBe(false);
  });
});
