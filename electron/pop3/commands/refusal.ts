import { RefusedError } from '../errors.ts';
import type { Answer } from '../exchange.ts';

/** The answer if it is +OK and its body was taken; otherwise throws RefusedError, or what the body's sink threw. */
export function accepted(answer: Answer, command: string): Answer {
  if (answer.kind !== 'ok') {
    throw new RefusedError(`The server refused ${command}.`, {
      code: 'refused',
      hint: "The server's own words may say why.",
      serverText: answer.text,
      responseCode: answer.responseCode,
    });
  }
  if (answer.failure !== undefined) throw answer.failure;
  return answer;
}
