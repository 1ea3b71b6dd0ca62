import type { Exchange } from '../exchange.ts';
import type { Status } from '../response-reader.ts';
import { accepted } from './refusal.ts';
import { listedNumber } from './listing-line.ts';

/** How many messages the server says there are. Commands that went out together with STAT learn it from here. */
export interface MessageCount {
  messages: number;
}

/**
 * STAT (RFC 1939 §5): how many messages the maildrop holds, and their octets in all. `count` has the number before
 * the next answer is looked at.
 */
export async function stat(
  exchange: Exchange,
  count: MessageCount = { messages: 0 },
): Promise<{ messages: number; octets: number }> {
  const onAnswer = ({ kind, text }: Status): void => {
    if (kind === 'ok') count.messages = Number(/^\d{1,15}(?= |$)/.exec(text)?.[0] ?? 0);
  };
  const { text } = accepted(await exchange.send({ line: 'STAT', onAnswer }), 'STAT');
  const [messages, octets] = text.split(' ');
  return { messages: listedNumber(messages, 0, text), octets: listedNumber(octets, 0, text) };
}
