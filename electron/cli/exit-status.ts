import type { ErrorKind } from '../../shared/errors.ts';

/** The exit statuses of the command line: documented, and kept stable. */
export const EXIT_STATUS: Readonly<Record<ErrorKind | 'none', number>> = {
  none: 0,
  refused: 1,
  cancelled: 1,
  usage: 2,
  authentication: 3,
  connection: 4,
  tls: 4,
  local: 5,
  protocol: 6,
};
