/** Addresses that RPOP itself knows: of its documentation and of providers' help pages. Nothing else is opened. */
const KNOWN: ReadonlySet<string> = new Set([]);

export function isKnownLink(url: URL): boolean {
  return KNOWN.has(url.href);
}
