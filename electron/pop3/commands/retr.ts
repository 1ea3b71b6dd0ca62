import type { Exchange } from '../exchange.ts';
import { type Limits, mostOctets } from '../limits.ts';
import type { BodySink } from '../response-reader.ts';
import { accepted } from './refusal.ts';

/**
 * RETR (RFC 1939 §5): one message into `sink`, dot-unstuffed and otherwise exact. `announcedOctets` is what LIST said
 * and bounds what is taken. Throws RefusedError, or what the sink threw after the rest of the message was passed over.
 */
export async function retr(
  exchange: Exchange,
  number: number,
  announcedOctets: number,
  sink: BodySink,
  limits: Limits,
): Promise<void> {
  const line = `RETR ${number}`;
  const bodyOctets = mostOctets(announcedOctets, limits);
  accepted(await exchange.send({ line, body: sink, bodyOctets }), line);
}
