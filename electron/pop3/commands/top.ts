import type { Exchange } from '../exchange.ts';
import type { Limits } from '../limits.ts';
import type { BodySink } from '../response-reader.ts';
import { accepted } from './refusal.ts';

/** TOP n k (RFC 1939 §7): the header of a message, the empty line behind it and `lines` lines of its body. */
export async function top(
  exchange: Exchange,
  number: number,
  lines: number,
  sink: BodySink,
  limits: Limits,
): Promise<void> {
  const line = `TOP ${number} ${lines}`;
  accepted(await exchange.send({ line, body: sink, bodyOctets: limits.headerOctets }), line);
}
