import type { Exchange } from '../exchange.ts';

/**
 * UTF8 (RFC 6856 §2), before the login: asks for internationalized messages as they are instead of the downgraded
 * copies that the server would make. A refusal changes nothing: the server then sends those.
 */
export async function utf8(exchange: Exchange): Promise<boolean> {
  return (await exchange.send({ line: 'UTF8' })).kind === 'ok';
}
