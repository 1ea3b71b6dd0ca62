/**
 * The extended response codes (RFC 2449 §8, RFC 3206): a reason in brackets at the head of a status text, such as
 * `-ERR [IN-USE] the maildrop is locked`.
 */
export type ResponseCode = 'IN-USE' | 'LOGIN-DELAY' | 'SYS/TEMP' | 'SYS/PERM' | 'AUTH' | 'UTF8';

const KNOWN: ReadonlySet<string> = new Set<ResponseCode>([
  'IN-USE',
  'LOGIN-DELAY',
  'SYS/TEMP',
  'SYS/PERM',
  'AUTH',
  'UTF8',
]);

function isKnown(code: string): code is ResponseCode {
  return KNOWN.has(code);
}

/**
 * The response code of a status text. A code's children (`[SYS/TEMP/DISK]`) count as the code itself, as RFC 2449 §8
 * asks; unknown codes are undefined, their text stays readable in the status text.
 */
export function parseResponseCode(text: string): ResponseCode | undefined {
  const bracketed = /^\[([A-Za-z0-9/_-]{1,64})\]/.exec(text)?.[1]?.toUpperCase();
  if (bracketed === undefined) return undefined;
  const levels = bracketed.split('/');
  for (let depth = levels.length; depth > 0; depth -= 1) {
    const code = levels.slice(0, depth).join('/');
    if (isKnown(code)) return code;
  }
  return undefined;
}
