import type { Encryption } from '../pop3/server-address.ts';
import { UsageError } from './usage-error.ts';

/** What a URL says of a maildrop (RFC 2384, and `pop3s` for implicit TLS). */
export interface FetchUrl {
  readonly host: string;
  readonly port: number;
  readonly encryption: Encryption;
  readonly username: string;
}

const EXAMPLE = 'Write it like pop3s://me@pop.example.org or pop3://me@pop.example.org:110.';

/**
 * Parses `pop3://user@host:port` (encryption as `security` says, starttls when it says nothing) or
 * `pop3s://user@host:port`. The user name may hold an @, or be percent-encoded. Throws UsageError.
 */
export function parseFetchUrl(text: string, security: Encryption | undefined): FetchUrl {
  const url = URL.parse(text);
  if (url === null || !['pop3:', 'pop3s:'].includes(url.protocol) || url.hostname === '') {
    throw new UsageError(`"${text}" is not the URL of a POP3 mailbox.`, EXAMPLE);
  }
  if (url.password !== '') {
    throw new UsageError(
      'The URL holds a password, which other programs on this computer can read.',
      'Take it out, change it, and give it by --password-stdin, --password-file or RPOP_PASSWORD.',
    );
  }
  if (url.username === '') throw new UsageError('The URL names no user.', EXAMPLE);
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '') {
    throw new UsageError('The URL goes on after host and port.', EXAMPLE);
  }
  const implicitTls = url.protocol === 'pop3s:';
  if (implicitTls && security !== undefined && security !== 'tls') {
    throw new UsageError(`pop3s:// is TLS from the first octet, not ${security}.`, 'Write pop3:// instead.');
  }
  const encryption = implicitTls ? 'tls' : (security ?? 'starttls');
  return {
    host: url.hostname.replaceAll(/^\[|\]$/g, ''),
    port: url.port === '' ? (encryption === 'tls' ? 995 : 110) : Number(url.port),
    encryption,
    username: decodeUsername(url.username),
  };
}

function decodeUsername(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    // URIError only: a % that begins no escape.
    throw new UsageError('The user name in the URL has a % that means nothing.', 'Write a % in it as %25.');
  }
}
