import { ProtocolError } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import type { Limits } from '../limits.ts';
import type { Status } from '../response-reader.ts';
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
      return most.inAll;
    },
  };
  accepted(await exchange.send(command), 'LIST');
  return sizes;
}

/**
 * LIST n (RFC 1939 §5): the size in octets of one message. The answer names the message: ProtocolError
 * `answers-out-of-step` when it is about another one.
 */
export async function listOne(exchange: Exchange, number: number): Promise<number> {
  const command = `LIST ${number}`;
  const { text } = accepted(await exchange.send({ line: command }), command);
  const [named, octets] = text.split(' ');
  // The size of another message would be the bound of this one.
  if (listedNumber(named, 1, text) !== number) throw outOfStep(command, text);
  return listedNumber(octets, 0, text);
}

/**
 * LIST n, to see that answers still belong to their commands. Unless this one names the message the exchange is over,
 * before the next answer is looked at: ProtocolError `answers-out-of-step`. Throws RefusedError when the server will
 * not say.
 */
export async function confirmStep(exchange: Exchange, number: number): Promise<void> {
  const line = `LIST ${number}`;
  const onAnswer = ({ kind, text }: Status): void => {
    // "16 octets" is what RETR is answered with.
    if (kind === 'ok' && /^(\d+) \d+\b/.exec(text)?.[1] !== String(number)) throw outOfStep(line, text);
  };
  accepted(await exchange.send({ line, onAnswer }), line);
}

function outOfStep(command: string, text: string): ProtocolError {
  return new ProtocolError(
    `The server's answers do not belong to the commands: ${command} was answered with another's.`,
    {
      code: 'answers-out-of-step',
      hint: 'It skips or repeats answers, or somebody interferes with the connection. What was in doubt is fetched again.',
      serverText: text.slice(0, 200),
    },
  );
}
