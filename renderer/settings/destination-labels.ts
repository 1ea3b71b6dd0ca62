import type { LogDestination } from '../../shared/logging.ts';

export const DESTINATION_LABELS: Readonly<Record<LogDestination, string>> = {
  internal: 'log files',
  system: "this computer's syslog",
  remote: "another host's syslog",
};
