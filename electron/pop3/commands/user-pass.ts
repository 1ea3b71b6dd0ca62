import type { Answer, Exchange } from '../exchange.ts';
import type { Credentials } from '../sasl/mechanism.ts';

/** USER and PASS (RFC 1939 §7): the password itself, one command after the other's answer. */
export async function userPass(exchange: Exchange, credentials: Credentials): Promise<Answer> {
  const user = await exchange.send({ line: `USER ${credentials.username}` });
  if (user.kind !== 'ok') return user;
  const { password } = credentials;
  return exchange.send({ line: `PASS ${password}`, shown: 'PASS ***', secrets: [password] });
}
