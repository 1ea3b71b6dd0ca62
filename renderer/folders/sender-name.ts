/** Who sent a message, as people say it: the name of `"Ada Lovelace" <ada@example.org>`, or the address without one. */
export function senderName(from: string): string {
  const [, quoted, bare, address] = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^<]*?))\s*<([^>]*)>\s*$/.exec(from) ?? [];
  const name = (quoted?.replaceAll(/\\(.)/g, '$1') ?? bare ?? '').trim();
  return name || address || from.trim();
}
