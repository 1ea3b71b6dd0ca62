import type { Exchange } from '../exchange.ts';
import { accepted } from './refusal.ts';

/**
 * QUIT (RFC 1939 §6): the server carries the marked deletions out and releases the maildrop. Resolves only at +OK: a
 * refusal means that some marked messages may not have been removed.
 */
export async function quit(exchange: Exchange): Promise<void> {
  accepted(await exchange.send({ line: 'QUIT' }), 'QUIT');
}
