import type { ConnectionTest, TestStep } from '../../../../shared/connection-test.ts';
import type { Preview } from '../../../../shared/service-contract.ts';

const CERTIFICATE = {
  subject: 'mail.analytical.example',
  issuer: 'mail.analytical.example',
  validFrom: '2026-01-03T00:00:00Z',
  validUntil: '2027-01-03T00:00:00Z',
  fingerprint: '5f'.repeat(32),
};

const STEPS: readonly TestStep[] = [
  { step: 'look-up', found: '192.0.2.25' },
  { step: 'connect', found: 'port 995 answers' },
  {
    step: 'encrypt',
    found: 'TLSv1.3 with TLS_AES_256_GCM_SHA384',
    certificate: { ...CERTIFICATE, subject: 'pop.example.org', issuer: "Let's Encrypt R11" },
  },
  { step: 'greeting', found: 'UIDL, TOP, PIPELINING, SASL PLAIN SCRAM-SHA-256' },
  { step: 'login', found: 'ada@example.org, by scram-sha-256' },
  { step: 'messages', found: '412 waiting (55.1 MB)' },
];

interface TestedFields {
  readonly host: string;
  readonly encryption?: string | undefined;
  readonly port?: number | undefined;
  readonly fingerprint?: string | undefined;
}

/**
 * What the test of a form finds: it follows from the form alone. Port 995 without TLS, a host `self-signed…`, a host
 * `nowhere…` and the password `wrong` fail, each in its way.
 */
export function fakeTest(
  { host, encryption = 'tls', port, fingerprint }: TestedFields,
  password: string | undefined,
): ConnectionTest {
  const passed = (count: number): readonly TestStep[] => STEPS.slice(0, count);
  if (host.startsWith('nowhere')) {
    return {
      steps: [],
      failure: {
        step: 'look-up',
        error: {
          code: 'host-not-found',
          kind: 'connection',
          message: `There is no host named ${host}.`,
          hint: 'Check the spelling of the host name, and the network connection.',
        },
      },
    };
  }
  if (encryption !== 'tls' && port === 995) {
    return {
      steps: passed(2),
      failure: {
        step: 'encrypt',
        error: {
          code: 'tls-on-plain-port',
          kind: 'tls',
          message: 'This port speaks TLS from the first octet.',
          hint: 'Choose the encryption TLS.',
        },
        remedies: [{ label: 'Switch encryption to TLS', changes: { encryption: 'tls', port: 995 } }],
      },
    };
  }
  if (host.startsWith('self-signed') && fingerprint !== CERTIFICATE.fingerprint) {
    return {
      steps: passed(2),
      failure: {
        step: 'encrypt',
        error: {
          code: 'certificate-self-signed',
          kind: 'tls',
          message: 'The certificate is signed by nobody but itself.',
          hint: 'If it is a server of your own, compare the fingerprint and accept this one certificate.',
        },
        certificate: { ...CERTIFICATE, subject: host, issuer: host },
        remedies: [{ label: 'Accept this certificate', changes: { fingerprint: CERTIFICATE.fingerprint } }],
      },
    };
  }
  if (password === 'wrong') {
    return {
      steps: passed(4),
      failure: {
        step: 'login',
        error: {
          code: 'authentication-refused',
          kind: 'authentication',
          message: 'The server refused the user name or the password.',
          hint: 'Check both. Some providers want an app password instead of the usual one.',
          serverText: '[AUTH] Authentication failed.',
        },
      },
    };
  }
  return { steps: STEPS, failure: undefined };
}

/** 412 new messages, and 18 that are here. */
export function fakePreview(): Preview {
  const octets = 133_700;
  const messages = Array.from({ length: 430 }, (_, index) => ({
    number: index + 1,
    uid: `uid-${index + 1}`,
    octets,
    ...(index < 412
      ? { action: 'retrieve' as const, why: 'new' }
      : { action: 'skip' as const, why: 'here already' }),
  }));
  return {
    messages,
    summary: {
      retrieve: { messages: 412, octets: 412 * octets },
      delete: { messages: 0, octets: 0 },
      skip: { messages: 18, octets: 18 * octets },
    },
  };
}
