import { PROVIDERS } from '../../../shared/providers.ts';

/** Addresses that RPOP itself knows: the providers' help pages. Nothing else is opened. */
const KNOWN: ReadonlySet<string> = new Set(
  PROVIDERS.flatMap(({ help }) => (help === undefined ? [] : new URL(help).href)),
);

export function isKnownLink(url: URL): boolean {
  return KNOWN.has(url.href);
}
