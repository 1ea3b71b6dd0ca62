import { ConnectionError } from '../../electron/pop3/errors.ts';
import { Exchange, type Answer, type Command } from '../../electron/pop3/exchange.ts';
import { type Limits, timeoutsFrom } from '../../electron/pop3/limits.ts';
import { ResponseReader } from '../../electron/pop3/response-reader.ts';
import { NO_TRACE } from '../../electron/pop3/trace.ts';
import { DeadSocket } from '../support/dead-socket.ts';

const SILENCE = { code: 'connection-lost', hint: '' } as const;

/** An exchange whose server sends these octets and nothing else; without a socket, without waiting. */
export class AnsweringExchange extends Exchange {
  readonly #reader: ResponseReader;
  #rest: Buffer;
  readonly sent: string[] = [];

  constructor(octets: Buffer, limits: Limits) {
    super(new DeadSocket().asSocket(), limits, timeoutsFrom(1), NO_TRACE);
    this.#reader = new ResponseReader(limits);
    this.#rest = Buffer.from(octets);
  }

  override send({ line, shown, body, bodyOctets = 0, challenges = false }: Command): Promise<Answer> {
    this.sent.push(line);
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const state = { answered: false };
    this.#reader.expect({
      command: shown ?? line,
      body,
      bodyOctets,
      challenges,
      answered: (status, failure) => {
        state.answered = true;
        resolve({ ...status, failure });
      },
      abandoned: reject,
    });
    try {
      // Line by line, so that what follows the answer is left for the next.
      while (!state.answered && this.#rest.length > 0) {
        const end = this.#rest.indexOf('\n') + 1 || this.#rest.length;
        void this.#reader.read(this.#rest.subarray(0, end));
        this.#rest = this.#rest.subarray(end);
      }
      if (!state.answered) this.#reader.abandon(new ConnectionError('The octets are used up.', SILENCE));
    } catch (error) {
      reject(error);
    }
    return promise;
  }
}
