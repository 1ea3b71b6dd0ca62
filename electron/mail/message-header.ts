import { type FileHandle, open } from 'node:fs/promises';
import PostalMime from 'postal-mime';

/** Headers are looked for in so many octets from the beginning; longer ones hold nothing for people. */
const READ_OCTETS = 64 * 1024;
/** What is shown of one field. */
const SHOWN_CHARACTERS = 500;
/** What is decoded of one field, folded lines and all. */
const FIELD_OCTETS = 8 * 1024;

const FIELDS = ['from', 'subject', 'date'] as const;

/** What a person knows a message by. The sender's text, on one line and of bounded length. */
export interface MessageHeader {
  readonly from: string;
  readonly subject: string;
  /** The Date field, in milliseconds since the epoch. */
  readonly sentAt: number | undefined;
}

/** Reads the header of the message in a file. Throws what node:fs throws. */
export async function readMessageHeader(path: string): Promise<MessageHeader & { octets: number }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return { ...(await parseMessageHeader(await beginningOf(file, size))), octets: size };
  } finally {
    await file.close();
  }
}

async function beginningOf(file: FileHandle, size: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.min(size, READ_OCTETS));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
  return buffer.subarray(0, bytesRead);
}

/** The header in the first octets of a message (RFC 5322, RFC 2047). Never throws: a field that makes no sense is empty. */
export async function parseMessageHeader(octets: Buffer): Promise<MessageHeader> {
  const fields = FIELDS.flatMap((name) => fieldOf(octets, name) ?? []);
  try {
    const { from, subject, date } = await PostalMime.parse(Buffer.concat([...fields, Buffer.from('\r\n')]));
    const sentAt = date === undefined ? Number.NaN : Date.parse(date);
    return {
      from: oneLine(
        from === undefined ? '' : `${from.name} <${from.address ?? ''}>`.replace(/^ *<(.*)>$|<>$/, '$1'),
      ),
      subject: oneLine(subject ?? ''),
      sentAt: Number.isFinite(sentAt) ? sentAt : undefined,
    };
  } catch {
    // Whatever the sender wrote, the message is listed.
    return { from: '', subject: '', sentAt: undefined };
  }
}

/** The first field of that name with its folded lines (RFC 5322 §2.2.3). latin1 keeps each octet as it is. */
function fieldOf(octets: Buffer, name: string): Buffer | undefined {
  const end = octets.indexOf('\n\n');
  const crlfEnd = octets.indexOf('\n\r\n');
  const ends = [end, crlfEnd].filter((at) => at !== -1);
  const header = octets.toString('latin1', 0, ends.length === 0 ? octets.length : Math.min(...ends) + 1);
  const start = header.search(new RegExp(`^${name}[ \\t]*:`, 'im'));
  if (start === -1) return undefined;
  const rest = header.slice(start, start + FIELD_OCTETS);
  const next = rest.search(/\r?\n(?![ \t])/);
  return Buffer.from(`${next === -1 ? rest : rest.slice(0, next)}\r\n`, 'latin1');
}

/** Nothing in it breaks a line or reorders the text around it (Unicode UAX 9). */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .trim()
    .slice(0, SHOWN_CHARACTERS)
    .toWellFormed();
}
