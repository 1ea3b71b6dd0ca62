import type { ConnectionStatus, ServiceStatus } from '../../../shared/status.ts';

/** A connection that waits for its next poll, but for what is said otherwise. */
export function connectionStatus(id: string, changes: Partial<ConnectionStatus> = {}): ConnectionStatus {
  return {
    id,
    name: id.toUpperCase(),
    enabled: true,
    folder: id,
    state: 'waiting',
    next: 'in 5 min: interval',
    nextAt: undefined,
    failures: 0,
    last: undefined,
    progress: undefined,
    unseen: 0,
    paused: false,
    attention: false,
    ...changes,
  };
}

export function serviceStatus(changes: Partial<ServiceStatus> = {}): ServiceStatus {
  return {
    running: true,
    processId: 1,
    dataFolder: '/data',
    mailRoot: '/data/mail',
    paused: undefined,
    online: true,
    threads: undefined,
    credentialStore: { kind: 'vault', description: 'a vault' },
    logTrouble: [],
    connections: [],
    ...changes,
  };
}
