import { ProtocolError } from '../errors.ts';

/** A message number (RFC 1939 §4: from 1) or a size in octets from the server's text; ProtocolError otherwise. */
export function listedNumber(text: string | undefined, least: number, line: string): number {
  const value = text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least)) throw malformed(line);
  return value;
}

export function malformed(line: string): ProtocolError {
  return new ProtocolError("The server's listing has a line that makes no sense.", {
    code: 'malformed-listing',
    hint: 'The server is faulty. Nothing was fetched or deleted.',
    serverText: line.slice(0, 200),
  });
}
