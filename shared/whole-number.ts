import { z } from 'zod';

/** A whole number from `least` to `most`, with messages for people: `what` is the beginning of a sentence. */
export function wholeNumber(what: string, least: number, most: number): z.ZodNumber {
  return z
    .number(`${what} is a number.`)
    .int(`${what} is a whole number.`)
    .min(least, `${what} is at least ${least}.`)
    .max(most, `${what} is at most ${most}.`);
}
