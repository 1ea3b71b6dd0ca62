import type { Exchange } from '../exchange.ts';
import { accepted } from './refusal.ts';

/** DELE (RFC 1939 §5): marks a message. It is gone only when QUIT is answered +OK. */
export async function dele(exchange: Exchange, number: number): Promise<void> {
  const line = `DELE ${number}`;
  accepted(await exchange.send({ line }), line);
}
