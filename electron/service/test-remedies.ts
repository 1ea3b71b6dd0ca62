import type { CertificateFacts, TestRemedy } from '../../shared/connection-test.ts';
import type { ServerAddress } from '../pop3/server-address.ts';
import type { AuthenticationWish } from '../pop3/sign-in.ts';

export interface FailedTest extends Pick<ServerAddress, 'encryption' | 'port'> {
  readonly authentication: AuthenticationWish;
  /** The certificate that was refused. */
  readonly certificate: CertificateFacts | undefined;
}

const TLS_PORT = 995;
const PLAIN_PORT = 110;

/** Changes to the connection that may make a failed test pass, the likeliest first. Pure. */
export function remediesFor(code: string, { port, authentication, certificate }: FailedTest): TestRemedy[] {
  switch (code) {
    case 'tls-on-plain-port':
      return [tls(port)];
    case 'plain-on-tls-port':
      // What answers in clear on the port of TLS is hardly a server that knows STLS there.
      return port === TLS_PORT ? [starttls(PLAIN_PORT), starttls(port)] : [starttls(port), tls(TLS_PORT)];
    case 'starttls-not-offered':
    case 'starttls-refused':
      return [tls(TLS_PORT)];
    case 'certificate-self-signed':
    case 'certificate-unknown-issuer':
    case 'certificate-wrong-name':
    case 'certificate-changed':
      return certificate === undefined ? [] : [accept(certificate)];
    case 'authentication-unavailable':
      if (authentication === 'auto') return [];
      return [{ label: 'Let RPOP choose how to log in', changes: { authentication: 'auto' } }];
    default:
      return [];
  }
}

const tls = (port: number): TestRemedy => ({
  label: `Use TLS on port ${port}`,
  changes: { encryption: 'tls', port },
});

const starttls = (port: number): TestRemedy => ({
  label: `Use STARTTLS on port ${port}`,
  changes: { encryption: 'starttls', port },
});

const accept = ({ fingerprint }: CertificateFacts): TestRemedy => ({
  label: 'Accept this certificate from now on',
  changes: { fingerprint },
});
