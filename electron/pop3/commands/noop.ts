import type { Exchange } from '../exchange.ts';
import { accepted } from './refusal.ts';

/** NOOP (RFC 1939 §5): keeps the session alive. */
export async function noop(exchange: Exchange): Promise<void> {
  accepted(await exchange.send({ line: 'NOOP' }), 'NOOP');
}
