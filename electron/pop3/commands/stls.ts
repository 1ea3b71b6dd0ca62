import { TlsError } from '../errors.ts';
import type { Exchange } from '../exchange.ts';

/**
 * STLS (RFC 2595 §4). Throws TlsError on anything but +OK: the session must end then, before any credential, or
 * somebody in between could strip the encryption by answering -ERR.
 */
export async function stls(exchange: Exchange): Promise<void> {
  const answer = await exchange.send({ line: 'STLS' });
  if (answer.kind === 'ok') return;
  throw new TlsError('The server refused to encrypt the connection.', {
    code: 'starttls-refused',
    hint: 'Try tls on port 995. No password was sent.',
    serverText: answer.text,
  });
}
