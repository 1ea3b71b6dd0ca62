import type { Exchange } from '../exchange.ts';
import { accepted } from './refusal.ts';

/** RSET (RFC 1939 §5): takes every deletion mark of this session back. */
export async function rset(exchange: Exchange): Promise<void> {
  accepted(await exchange.send({ line: 'RSET' }), 'RSET');
}
