import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { FuzzTarget } from './target.ts';
import { DOCUMENT_TARGETS } from './targets/documents.ts';
import { LOGIN_TARGETS } from './targets/logins.ts';
import { PROTOCOL_TARGETS } from './targets/protocol.ts';
import { TEXT_TARGETS } from './targets/texts.ts';

/** Everything that takes octets or texts from outside. */
export const TARGETS: readonly FuzzTarget[] = [
  ...PROTOCOL_TARGETS,
  ...LOGIN_TARGETS,
  ...TEXT_TARGETS,
  ...DOCUMENT_TARGETS,
];

/** One folder a target, where there is something to keep. */
export const CORPUS = new URL('corpus/', import.meta.url);

/** What was found to be worth keeping: inputs that broke a target once, and inputs that led to new code. */
export function corpusOf({ name, seeds }: FuzzTarget): Buffer[] {
  const folder = new URL(`${name}/`, CORPUS);
  const files = existsSync(folder) ? readdirSync(folder).toSorted() : [];
  const kept = files.map((file) => readFileSync(new URL(file, folder)));
  return [...seeds.map((seed) => Buffer.from(seed, 'latin1')), ...kept];
}
