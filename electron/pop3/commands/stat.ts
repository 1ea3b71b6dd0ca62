import type { Exchange } from '../exchange.ts';
import { accepted } from './refusal.ts';
import { listedNumber } from './listing-line.ts';

/** STAT (RFC 1939 §5): how many messages the maildrop holds, and their octets in all. */
export async function stat(exchange: Exchange): Promise<{ messages: number; octets: number }> {
  const { text } = accepted(await exchange.send({ line: 'STAT' }), 'STAT');
  const [messages, octets] = text.split(' ');
  return { messages: listedNumber(messages, 0, text), octets: listedNumber(octets, 0, text) };
}
