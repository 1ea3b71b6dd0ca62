import { hash } from 'node:crypto';

/**
 * The name of a message's file: `<digest>.rpop,S=<octets>`. The digest is derived from the mailbox and the UIDL alone,
 * so that a redelivery after a crash meets its own file, and a lost ledger can be rebuilt from the names. `S=` is
 * Maildir++'s size; mail programs append their flags (`:2,S`) and may move the file to `cur`.
 */
export function messageName(digest: string, octets: number, copy = 0): string {
  return `${digest}${copy === 0 ? '' : `-${copy}`}.rpop,S=${octets}`;
}

/** 128 bits in hex: for names on any file system, case-insensitive ones too. */
export function messageDigest(mailbox: string, uid: string): string {
  return hash('sha256', `${mailbox}\0${uid}`, 'hex').slice(0, 32);
}

/** Names the file that holds a message's header alone. No UID of a server's has a line feed in it. */
export function headerDigest(mailbox: string, uid: string): string {
  return messageDigest(mailbox, `${uid}\nheader`);
}

/** The digest in a name that `messageName` made, whatever a mail program appended; undefined for others. */
export function digestOf(name: string): string | undefined {
  return /^([0-9a-f]{32})(?:-\d+)?\.rpop(?:,|:|$)/.exec(name)?.[1];
}
