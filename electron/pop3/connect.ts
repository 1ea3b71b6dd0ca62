import { connect as connectTcp, type Socket } from 'node:net';
import type { ErrorCode } from '../../shared/error-codes.ts';
import { ConnectionError } from './errors.ts';
import type { ServerAddress } from './server-address.ts';
import { handshake } from './tls-handshake.ts';

const READ_OCTETS = 64 * 1024;

/**
 * Opens the TCP connection, and for `tls` runs the handshake (RFC 8314 §3.3). `signal` closes the socket at once.
 * Throws ConnectionError (host not found, refused, unreachable, timeout), TlsError, or the signal's reason.
 */
export async function openSocket(
  address: ServerAddress,
  connectMs: number,
  signal: AbortSignal,
): Promise<Socket> {
  signal.throwIfAborted();
  const socket =
    address.encryption === 'none'
      ? connectReusing(address)
      : connectTcp({ host: address.host, port: address.port });
  return within(socket, address, connectMs, signal, async () => {
    await connected(socket, address);
    return address.encryption === 'tls' ? handshake(socket, address) : socket;
  });
}

/**
 * A socket that reads into one buffer over and over instead of allocating one for every read: a large message then
 * leaves no garbage behind it. The octets of a `data` event are valid until its listeners return.
 */
function connectReusing(address: ServerAddress): Socket {
  const buffer = Buffer.allocUnsafeSlow(READ_OCTETS);
  const socket = connectTcp({
    host: address.host,
    port: address.port,
    onread: {
      buffer,
      callback: (octets) => {
        socket.emit('data', buffer.subarray(0, octets));
        return true;
      },
    },
  });
  return socket;
}

/** STLS's second half (RFC 2595 §4): the handshake on a socket that spoke in clear so far. */
export async function encryptSocket(
  socket: Socket,
  address: ServerAddress,
  connectMs: number,
  signal: AbortSignal,
): Promise<Socket> {
  signal.throwIfAborted();
  return within(socket, address, connectMs, signal, () => handshake(socket, address));
}

async function within<T>(
  socket: Socket,
  address: ServerAddress,
  connectMs: number,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const timeout = new AbortController();
  const timer = setTimeout(() => {
    timeout.abort();
    socket.destroy();
  }, connectMs);
  const abort = (): void => {
    socket.destroy();
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await work();
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    if (timeout.signal.aborted) throw tooSlow(address, connectMs);
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

function connected(socket: Socket, address: ServerAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      reject(explain(error, address));
    };
    const closed = (): void => {
      reject(explain(new Error('closed'), address));
    };
    socket.once('error', fail);
    socket.once('close', closed);
    socket.once('connect', () => {
      socket.off('error', fail);
      socket.off('close', closed);
      resolve();
    });
  });
}

function tooSlow(address: ServerAddress, connectMs: number): ConnectionError {
  return new ConnectionError(
    `${address.host} did not answer on port ${address.port} within ${connectMs / 1000} s.`,
    { code: 'timeout', hint: 'Check host and port, and whether a firewall is in between.' },
  );
}

function explain(error: NodeJS.ErrnoException, address: ServerAddress): ConnectionError {
  const where = `${address.host} port ${address.port}`;
  const because = (message: string, code: ErrorCode, hint: string): ConnectionError =>
    new ConnectionError(message, { code, hint, cause: error });
  switch (error.code) {
    case 'ENOTFOUND':
      return because(
        `There is no host named ${address.host}.`,
        'host-not-found',
        'Check the spelling of the host name.',
      );
    case 'EAI_AGAIN':
      return because(
        `The name ${address.host} cannot be looked up now.`,
        'name-lookup-failed',
        'Check the network connection.',
      );
    case 'ECONNREFUSED':
      return because(
        `${where} refuses connections.`,
        'connection-refused',
        'Check the port: POP3 is 110 (none, starttls) or 995 (tls).',
      );
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return because(`${where} cannot be reached.`, 'unreachable', 'Check the network connection.');
    default:
      return because(
        `The connection to ${where} failed: ${error.message}`,
        'connection-failed',
        'Check host and port.',
      );
  }
}
