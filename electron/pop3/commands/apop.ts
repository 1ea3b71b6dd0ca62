import { apopDigest } from '../apop.ts';
import type { Answer, Exchange } from '../exchange.ts';
import type { Credentials } from '../sasl/mechanism.ts';

/** APOP (RFC 1939 §7): proves the password by a digest over the greeting's timestamp. */
export function apop(exchange: Exchange, timestamp: string, credentials: Credentials): Promise<Answer> {
  const { username, password } = credentials;
  const digest = apopDigest(timestamp, password);
  return exchange.send({
    line: `APOP ${username} ${digest}`,
    shown: `APOP ${username} ***`,
    secrets: [digest],
  });
}
