import { ProtocolError } from '../errors.ts';
import type { Answer, Exchange } from '../exchange.ts';
import type { Limits } from '../limits.ts';
import type { SaslExchange } from '../sasl/mechanism.ts';

/**
 * AUTH (RFC 5034 §4): runs one SASL exchange. Resolves with the server's last answer and whether our proof or password
 * had been sent by then; throws what the mechanism says of a bad challenge, after cancelling with `*`.
 */
export async function auth(
  exchange: Exchange,
  mechanism: string,
  sasl: SaslExchange,
  limits: Limits,
): Promise<{ answer: Answer; responses: number }> {
  const initial = sasl.initialResponse;
  const command = `AUTH ${mechanism}`;
  // RFC 5034 §4: an initial response that makes the command line longer than 255 octets is sent as a response instead.
  const encoded = initial === undefined ? undefined : encode(initial);
  const inCommand = encoded !== undefined && command.length + 1 + encoded.length + 2 <= 255;
  let answer = await exchange.send({
    line: inCommand ? `${command} ${encoded}` : command,
    shown: inCommand ? `${command} ***` : command,
    challenges: true,
    secrets: inCommand ? secretsIn(encoded) : [],
  });
  let responses = inCommand ? 1 : 0;
  let pending = inCommand ? undefined : encoded;
  for (let challenges = 0; answer.kind === 'challenge'; challenges += 1) {
    if (challenges >= limits.challenges) {
      throw new ProtocolError(`The server goes on asking in ${command}.`, {
        code: 'endless-authentication',
        hint: 'The server is faulty; try another authentication method.',
      });
    }
    const line = pending ?? (await respond(exchange, sasl, answer.text));
    pending = undefined;
    answer = await exchange.send({ line, shown: '***', challenges: true, secrets: secretsIn(line) });
    responses += 1;
  }
  if (answer.kind === 'ok') sasl.finish();
  return { answer, responses };
}

async function respond(exchange: Exchange, sasl: SaslExchange, challenge: string): Promise<string> {
  try {
    return sasl.respond(decode(challenge)).toString('base64');
  } catch (error) {
    await exchange.send({ line: '*', challenges: true });
    throw error;
  }
}

function decode(challenge: string): Buffer {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(challenge)) {
    throw new ProtocolError('The server sent a challenge that is not base64.', {
      code: 'malformed-challenge',
      hint: 'The server is faulty; try another authentication method.',
    });
  }
  return Buffer.from(challenge, 'base64');
}

/**
 * A response, and in it the proof of CRAM-MD5 (RFC 2195 §2) or SCRAM (RFC 5802 §7): whoever reads one can try passwords
 * against it. A password that PLAIN and LOGIN send is known to those who hide it.
 */
function secretsIn(response: string): string[] {
  const decoded = Buffer.from(response, 'base64').toString('latin1');
  const proof = /(?: |,p=)([0-9a-f]{32}|[A-Za-z0-9+/]{27,43}=)$/.exec(decoded)?.[1];
  return proof === undefined ? [response] : [response, proof];
}

/** RFC 5034 §4: an empty initial response is a single `=`. */
function encode(initial: Buffer): string {
  return initial.length === 0 ? '=' : initial.toString('base64');
}
