import type { Exchange } from '../exchange.ts';
import type { Limits } from '../limits.ts';
import type { MessageCount } from './stat.ts';
import { LineSink, listingBounds } from './line-sink.ts';
import { listedNumber } from './listing-line.ts';
import { accepted } from './refusal.ts';

/** LIST (RFC 1939 §5): the size in octets of every message, by message number, where STAT says `expected` messages. */
export async function list(
  exchange: Exchange,
  expected: Readonly<MessageCount>,
  limits: Limits,
): Promise<Map<number, number>> {
  const sizes = new Map<number, number>();
  const most = listingBounds(expected, limits);
  const sink = new LineSink((line) => {
    const [number, octets] = line.split(' ');
    sizes.set(listedNumber(number, 1, line), listedNumber(octets, 0, line));
  }, most);
  const command = {
    line: 'LIST',
    body: sink,
    get bodyOctets() {
      return most.lines * most.octets;
    },
  };
  accepted(await exchange.send(command), 'LIST');
  return sizes;
}

/** LIST n (RFC 1939 §5): the size in octets of one message. */
export async function listOne(exchange: Exchange, number: number): Promise<number> {
  const command = `LIST ${number}`;
  const { text } = accepted(await exchange.send({ line: command }), command);
  return listedNumber(text.split(' ')[1], 0, text);
}
