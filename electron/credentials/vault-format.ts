import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { CredentialsError } from './credentials-error.ts';

/** More than a thousand passwords, and little enough to read whatever lies in the vault's place. */
export const MOST_VAULT_OCTETS = 1024 * 1024;

/** scrypt takes 128·N·r octets (RFC 7914 §2), 128 MiB here: what a file says must not exhaust the memory. */
export const HIGHEST_COST = 2 ** 17;
const LOWEST_COST = 2 ** 10;

const base64 = (octets: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === octets, `not ${octets} octets`);

const kdfSchema = z.strictObject({
  name: z.literal('scrypt'),
  N: z
    .int()
    .min(LOWEST_COST)
    .max(HIGHEST_COST)
    .refine((cost) => Number.isInteger(Math.log2(cost)), 'not a power of two'),
  r: z.literal(8),
  p: z.literal(1),
  salt: base64(16),
});

const headerShape = {
  format: z.literal('rpop-vault'),
  version: z.literal(1),
  kdf: kdfSchema,
  /** An HMAC by a key of the same passphrase: tells a wrong passphrase from a damaged vault. */
  check: base64(32),
  cipher: z.literal('aes-256-gcm'),
  nonce: base64(12),
};

const sealedShape = { ...headerShape, tag: base64(16), ciphertext: z.base64() };
const sealedSchema = z.strictObject(sealedShape);
const fileSchema = z.strictObject({ ...sealedShape, sha256: z.string() });

export type VaultKdf = Readonly<z.infer<typeof kdfSchema>>;
/** A vault as its file holds it; all octets are base64. */
export type SealedVault = Readonly<z.infer<typeof sealedSchema>>;
export type VaultHeader = Omit<SealedVault, 'tag' | 'ciphertext'>;

/** A key derivation with a fresh salt; `cost` is scrypt's N. Throws a ZodError where parseVault would not take it. */
export function newKdf(cost: number): VaultKdf {
  return kdfSchema.parse({ name: 'scrypt', N: cost, r: 8, p: 1, salt: randomBytes(16).toString('base64') });
}

/** The one form in which a vault is written; any other text is a damaged vault. */
export function formatVault(sealed: SealedVault): string {
  return `${JSON.stringify({ ...sealed, sha256: checksum(sealed) }, null, 2)}\n`;
}

/**
 * Reads what formatVault wrote to `path`; an octet changed anywhere is found here, without the passphrase, though
 * only the passphrase can show that nobody changed it on purpose. Throws vault-damaged, vault-version.
 */
export function parseVault(text: string, path: string): SealedVault {
  const json = parseJson(text);
  const version = z.looseObject({ format: z.literal('rpop-vault'), version: z.int().min(2) }).safeParse(json);
  if (version.success) {
    throw CredentialsError.of('vault-version', `The vault ${path} was written by a newer RPOP.`, {
      hint: 'Use that version. Nothing was changed.',
    });
  }
  const file = fileSchema.safeParse(json);
  if (!file.success) throw damaged(path);
  const { sha256, ...sealed } = file.data;
  if (sha256 !== checksum(sealed) || formatVault(sealed) !== text) throw damaged(path);
  return sealed;
}

export function damaged(path: string): CredentialsError {
  return CredentialsError.of('vault-damaged', `The vault ${path} is damaged.`, {
    hint: 'Put back a copy of it, or move it away and enter the passwords again. RPOP does not overwrite it.',
  });
}

/** What the tag of the ciphertext vouches for besides the ciphertext. */
export function associatedData(header: VaultHeader): Buffer {
  const { format, version, kdf, check, cipher, nonce } = header;
  return Buffer.from(
    JSON.stringify([format, version, kdf.name, kdf.N, kdf.r, kdf.p, kdf.salt, check, cipher, nonce]),
  );
}

function checksum({ tag, ciphertext, ...header }: SealedVault): string {
  return createHash('sha256').update(associatedData(header)).update(tag).update(ciphertext).digest('base64');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
