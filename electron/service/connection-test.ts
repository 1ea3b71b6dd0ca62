import { lookup } from 'node:dns/promises';
import { RpopError } from '../../shared/errors.ts';
import type {
  CertificateFacts,
  ConnectionTest,
  TestFailure,
  TestStep,
  TestStepName,
} from '../../shared/connection-test.ts';
import { formatOctets } from '../../shared/octets.ts';
import { Redactor } from '../logging/redactor.ts';
import type { Capabilities } from '../pop3/capabilities.ts';
import { Pop3Client } from '../pop3/client.ts';
import { CancelledError, ConnectionError, TlsError } from '../pop3/errors.ts';
import { NO_TRACE } from '../pop3/trace.ts';
import type { TlsFacts } from '../pop3/tls-facts.ts';
import type { FetchRequest } from './fetch-request.ts';
import { remediesFor } from './test-remedies.ts';

export interface ConnectionTestOptions {
  /** Told each step as it was taken. */
  readonly onStep?: (step: TestStep) => void;
  readonly signal?: AbortSignal;
}

/**
 * Tries a connection step by step: name look-up, TCP, TLS with the certificate, greeting and capabilities, login,
 * messages waiting. Nothing is fetched or changed. Never throws for what the server or the network did.
 */
export async function connectionTest(
  request: Pick<FetchRequest, 'address' | 'credentials' | 'authentication' | 'timeouts'>,
  { onStep, signal = new AbortController().signal }: ConnectionTestOptions = {},
): Promise<ConnectionTest> {
  const { address, timeouts, credentials, authentication } = request;
  const steps: TestStep[] = [];
  const redactor = new Redactor();
  redactor.register(credentials.password);
  const hide = (text: string): string => redactor.redact(text);
  const passed = (name: TestStepName, words: string, certificate?: CertificateFacts): void => {
    const step = { step: name, found: hide(words), ...(certificate === undefined ? {} : { certificate }) };
    steps.push(step);
    onStep?.(step);
  };
  let client: Pop3Client | undefined;
  let next: TestStepName = 'look-up';
  try {
    passed('look-up', (await lookUp(address.host, signal)).join(', '));
    next = 'connect';
    client = await Pop3Client.open({
      address,
      timeouts,
      signal,
      trace: { ...NO_TRACE, secret: (text) => void redactor.register(text) },
      onEncrypted: (facts) => {
        passed('connect', `port ${address.port} answers`);
        passed('encrypt', describeTls(facts), facts.certificate);
      },
    });
    if (address.encryption === 'none') passed('connect', `port ${address.port} answers; not encrypted`);
    next = 'greeting';
    passed('greeting', describeCapabilities(client.capabilities));
    next = 'login';
    const method = await client.signIn(credentials, authentication);
    passed('login', `${credentials.username}, by ${method}`);
    next = 'messages';
    const { messages, octets } = await client.stat();
    passed('messages', `${messages} waiting (${formatOctets(octets)})`);
    await client.quit();
    return { steps, failure: undefined };
  } catch (error) {
    if (!(error instanceof RpopError)) throw error;
    return { steps, failure: failureOf(failedStep(next, error), error.redacted(hide), request) };
  } finally {
    client?.close();
  }
}

function failureOf(
  step: TestStepName,
  error: RpopError,
  { address, authentication }: Pick<FetchRequest, 'address' | 'authentication'>,
): TestFailure {
  const certificate = error instanceof TlsError ? error.certificate : undefined;
  const remedies = remediesFor(error.code, { ...address, authentication, certificate });
  return {
    step,
    error: error.report(),
    ...(certificate === undefined ? {} : { certificate }),
    ...(remedies.length === 0 ? {} : { remedies }),
  };
}

/** A look-up cannot be ended, but nobody has to wait for it. */
async function lookUp(host: string, signal: AbortSignal): Promise<string[]> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => {
    aborted.reject(new CancelledError());
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    const found = await Promise.race([lookup(host, { all: true }), aborted.promise]);
    return found.map(({ address }) => address);
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    throw new ConnectionError(`There is no host named ${host}.`, {
      code: 'host-not-found',
      hint: 'Check the spelling of the host name, and the network connection.',
      cause: error,
    });
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Connecting has several steps, and the error tells which of them failed. */
function failedStep(next: TestStepName, { kind }: RpopError): TestStepName {
  if (next !== 'connect') return next;
  if (kind === 'tls') return 'encrypt';
  return kind === 'connection' ? 'connect' : 'greeting';
}

function describeTls({ protocol, cipher, certificate }: TlsFacts): string {
  const { subject, issuer, validUntil, fingerprint } = certificate;
  return `${protocol} with ${cipher}; certificate "${subject}" issued by "${issuer}", valid until ${validUntil}, SHA-256 ${fingerprint}`;
}

function describeCapabilities(capabilities: Capabilities): string {
  if (!capabilities.announced) return 'the server does not announce its capabilities';
  const { pipelining, uidl, top, sasl, loginDelaySeconds, implementation } = capabilities;
  const parts = [
    ...(implementation === undefined ? [] : [implementation.slice(0, 100)]),
    ...(uidl ? ['UIDL'] : ['no UIDL']),
    ...(top ? ['TOP'] : []),
    ...(pipelining ? ['PIPELINING'] : ['no PIPELINING']),
    ...(sasl.length > 0 ? [`SASL ${sasl.join(' ').slice(0, 200)}`] : []),
    ...(loginDelaySeconds === undefined ? [] : [`${loginDelaySeconds} s between logins`]),
  ];
  return parts.join(', ');
}
