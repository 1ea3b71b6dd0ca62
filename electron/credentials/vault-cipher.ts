import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import { z } from 'zod';
import type { SealedVault, VaultHeader, VaultKdf } from './vault-format.ts';
import { associatedData } from './vault-format.ts';

/** What a passphrase and a salt give. */
export interface VaultKeys {
  readonly kdf: VaultKdf;
  readonly encryption: Buffer;
  /** Proves the passphrase; says nothing of the encryption key. */
  readonly check: string;
}

/** Passwords by connection id. */
export type Passwords = Map<string, string>;

const MOST_MEMORY = 256 * 1024 * 1024;
/** Passwords are padded to this many octets, so that the size of the file does not tell their lengths. */
const PADDING = 1024;

const passwordsSchema = z.array(z.tuple([z.string(), z.string()]));

/** Takes most of a second by design, and 128 MiB, off the main thread. */
export function deriveKeys(passphrase: string, kdf: VaultKdf): Promise<VaultKeys> {
  // RFC 8265 §4.2.2: one passphrase typed on two systems may differ in its normalization form.
  const text = passphrase.normalize('NFC');
  const { N, r, p } = kdf;
  return new Promise((resolve, reject) => {
    scrypt(text, Buffer.from(kdf.salt, 'base64'), 64, { N, r, p, maxmem: MOST_MEMORY }, (error, octets) => {
      if (error) {
        reject(error);
        return;
      }
      const check = createHmac('sha256', octets.subarray(32)).update('rpop-vault check').digest('base64');
      resolve({ kdf, encryption: octets.subarray(0, 32), check });
    });
  });
}

/** Whether these keys are of the passphrase that the vault was sealed with. */
export function keysFit(keys: VaultKeys, sealed: SealedVault): boolean {
  return timingSafeEqual(Buffer.from(keys.check, 'base64'), Buffer.from(sealed.check, 'base64'));
}

export function seal(passwords: Passwords, keys: VaultKeys): SealedVault {
  // NIST SP 800-38D §8: a nonce must not come twice with one key.
  const nonce = randomBytes(12);
  const header: VaultHeader = {
    format: 'rpop-vault',
    version: 1,
    kdf: keys.kdf,
    check: keys.check,
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64'),
  };
  const cipher = createCipheriv('aes-256-gcm', keys.encryption, nonce).setAAD(associatedData(header));
  const ciphertext = Buffer.concat([cipher.update(padded(passwords)), cipher.final()]).toString('base64');
  return { ...header, tag: cipher.getAuthTag().toString('base64'), ciphertext };
}

/** The passwords, or undefined where the vault is not what was sealed with these keys. */
export function unseal(sealed: SealedVault, keys: VaultKeys): Passwords | undefined {
  const { tag, ciphertext, ...header } = sealed;
  const nonce = Buffer.from(sealed.nonce, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', keys.encryption, nonce, { authTagLength: 16 });
  decipher.setAAD(associatedData(header)).setAuthTag(Buffer.from(tag, 'base64'));
  try {
    const octets = Buffer.concat([decipher.update(ciphertext, 'base64'), decipher.final()]);
    return new Map(passwordsSchema.parse(JSON.parse(octets.toString('utf8'))));
  } catch {
    // Its words are not passed on: JSON.parse quotes what it was given.
    return undefined;
  }
}

function padded(passwords: Passwords): Buffer {
  const text = Buffer.from(JSON.stringify([...passwords]));
  return Buffer.concat([text, Buffer.alloc(PADDING - (text.length % PADDING), ' ')]);
}
