import { type Provider, PROVIDERS } from './providers.ts';

/** What is known or guessed of the mailbox of an address. */
export interface ProviderSettings {
  /** Undefined: a guess. */
  readonly provider: Provider | undefined;
  /** What a new connection is called. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly encryption: 'tls' | 'starttls';
  readonly username: string;
}

const BY_DOMAIN = new Map(
  PROVIDERS.flatMap((provider) => provider.domains.map((domain) => [domain, provider])),
);

/**
 * The settings for an address, from the table, else guessed: `pop.<domain>` with TLS on port 995.
 * @returns undefined while it is no whole address yet
 */
export function settingsForAddress(address: string): ProviderSettings | undefined {
  const [, local, domain] = /^([^@\s]+)@([^@\s]+\.[^@\s.]{2,})$/.exec(address.trim()) ?? [];
  if (local === undefined || domain === undefined) return undefined;
  const provider = BY_DOMAIN.get(domain.toLowerCase());
  const encryption = provider?.encryption ?? 'tls';
  return {
    provider,
    name: address.trim(),
    host: provider === undefined ? `pop.${domain.toLowerCase()}` : (provider.host ?? ''),
    port: provider?.port ?? (encryption === 'tls' ? 995 : 110),
    encryption,
    username: provider?.username === 'local-part' ? local : address.trim(),
  };
}
