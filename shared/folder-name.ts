/**
 * Whether a folder can have this name: `/` between its levels, none of them empty, `.` or `..`; no backslash and no
 * colon (they mean something on Windows); no control characters; levels of at most 200 octets, 1,000 in all. The
 * empty name is the mail root itself.
 */
export function isFolderName(name: string): boolean {
  if (name === '') return true;
  const encoder = new TextEncoder();
  if (encoder.encode(name).length > 1_000) return false;
  return name.split('/').every(
    (level) =>
      !['', '.', '..'].includes(level) &&
      encoder.encode(level).length <= 200 &&
      // oxlint-disable-next-line no-control-regex -- control characters are what is refused
      !/[\\:\u0000-\u001f\u007f]/.test(level),
  );
}

/** A folder's name made of any text: what a folder cannot be called is replaced by `_`. */
export function toFolderName(text: string): string {
  const name = text
    // oxlint-disable-next-line no-control-regex -- control characters are what is replaced
    .replaceAll(/[\\:/\u0000-\u001f\u007f]/g, '_')
    .slice(0, 50)
    .trim();
  return ['', '.', '..'].includes(name) ? '_' : name;
}
