import { openSocket } from './connect.ts';
import { ConnectionError, ProtocolError, RefusedError, TlsError } from './errors.ts';
import type { Exchange } from './exchange.ts';
import type { Timeouts } from './limits.ts';
import type { ServerAddress } from './server-address.ts';

/** How long a server in clear may be silent before we look whether it waits for a TLS handshake, in milliseconds. */
const SILENCE_MS = 2_000;

/**
 * Waits for the greeting (RFC 1939 §4) and returns its text. A TLS port asked in clear says nothing at all: after
 * some silence a second connection finds that out, so that the user reads "this port speaks TLS" and not "timeout".
 */
export async function greet(
  exchange: Exchange,
  address: ServerAddress,
  timeouts: Timeouts,
  signal: AbortSignal,
): Promise<string> {
  const done = new AbortController();
  const timer =
    address.encryption === 'tls'
      ? undefined
      : setTimeout(
          () => {
            void speaksTls(address, timeouts, AbortSignal.any([signal, done.signal])).then((speaks) => {
              if (speaks) exchange.close(tlsPort(address));
            });
          },
          Math.min(SILENCE_MS, timeouts.greetingMs / 2),
        );
  try {
    const answer = await exchange.greeting();
    if (answer.kind === 'ok') return answer.text;
    throw new RefusedError(`${address.host} refuses to serve.`, {
      code: 'server-refuses',
      hint: 'It may be overloaded or not want this computer; it is tried again later.',
      serverText: answer.text,
      responseCode: answer.responseCode,
    });
  } catch (error) {
    throw explainGreeting(error, address);
  } finally {
    clearTimeout(timer);
    done.abort();
  }
}

async function speaksTls(address: ServerAddress, timeouts: Timeouts, signal: AbortSignal): Promise<boolean> {
  try {
    const probe = { ...address, encryption: 'tls', insecure: true, fingerprint: undefined } as const;
    (await openSocket(probe, timeouts.connectMs, signal)).on('error', () => undefined).destroy();
    return true;
  } catch {
    // Whatever went wrong: the port was not seen to speak TLS, and the wait for the greeting goes on.
    return false;
  }
}

function tlsPort(address: ServerAddress): TlsError {
  return new TlsError(`Port ${address.port} of ${address.host} speaks TLS: it says nothing in clear.`, {
    code: 'tls-on-plain-port',
    hint: 'Choose tls as encryption for this port (pop3s://).',
  });
}

function explainGreeting(error: unknown, address: ServerAddress): unknown {
  if (error instanceof ProtocolError && isTlsRecord(error.serverText ?? '')) return tlsPort(address);
  if (error instanceof ProtocolError && error.code === 'not-pop3') {
    return new ProtocolError(`What listens on ${address.host} port ${address.port} is not a POP3 server.`, {
      code: 'not-pop3',
      hint: 'Check host and port: IMAP is 143 and 993, POP3 is 110 and 995.',
      serverText: error.serverText,
      cause: error,
    });
  }
  if (error instanceof ConnectionError && error.code === 'timeout') {
    return new ConnectionError(
      `${address.host} port ${address.port} accepts the connection but sends no greeting.`,
      {
        code: 'no-greeting',
        hint: 'The server may be overloaded, or something else may be listening there.',
        cause: error,
      },
    );
  }
  return error;
}

/** A TLS alert or handshake record (RFC 8446 §5.1) where the greeting should be. */
function isTlsRecord(text: string): boolean {
  return [0x15, 0x16].includes(text.charCodeAt(0)) && text.charCodeAt(1) === 0x03;
}
