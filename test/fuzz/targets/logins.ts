import { AUTHENTICATION_METHODS } from '../../../shared/connection-choices.ts';
import { saslprep, SaslprepError } from '../../../electron/pop3/sasl/saslprep.ts';
import { startSasl } from '../../../electron/pop3/sasl/start-sasl.ts';
import { DEFAULT_LIMITS } from '../../../electron/pop3/limits.ts';
import { parseCapabilities } from '../../../electron/pop3/capabilities.ts';
import { signIn } from '../../../electron/pop3/sign-in.ts';
import { RpopError } from '../../../shared/errors.ts';
import { AnsweringExchange } from '../answering-exchange.ts';
import { caught, type FuzzTarget, promise } from '../target.ts';

const CREDENTIALS = { username: 'me', password: 'secret' } as const;
const NONCE = 'fyko+d2lbbFgONRv9qkxdawL';
const SASL_METHODS = ['scram-sha-256', 'scram-sha-1', 'cram-md5', 'plain', 'login'] as const;

/** A million iterations are allowed and take a second; what they calculate is no other than with a few. */
function fewIterations(challenge: string): string {
  return challenge.replaceAll(/i=([1-9]\d{2,5}|1000000)\b/g, 'i=64');
}

const SERVER_FIRST = `r=${NONCE}3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=64`;
const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');

export const LOGIN_TARGETS: readonly FuzzTarget[] = [
  {
    name: 'sasl',
    seeds: [
      `\0${SERVER_FIRST}\nv=rmF9pqV8S7suAoZWja4dJRkFsKQ=`,
      `\x01${SERVER_FIRST},x=y\ne=invalid-proof`,
      '\x02<1896.697170952@postoffice.reston.mci.net>',
      '\x03',
      '\x04Username:\nPassword:',
    ],
    run: (input) => {
      const method = SASL_METHODS[(input[0] ?? 0) % SASL_METHODS.length] ?? 'plain';
      const exchange = startSasl(method, CREDENTIALS, () => NONCE);
      const challenges = fewIterations(input.toString('latin1', 1)).split('\n');
      const failed = caught(RpopError, () => {
        for (const challenge of challenges) exchange.respond(Buffer.from(challenge, 'latin1'));
      });
      const unfinished = caught(RpopError, () => {
        exchange.finish();
      });
      // Nobody but the one with the password can sign, and no input was made with it.
      if (method.startsWith('scram'))
        promise(unfinished !== undefined, 'no server passes that did not prove itself');
      if (failed !== undefined) promise(!failed.message.includes('secret'), 'no password in an error');
    },
  },
  {
    name: 'sign-in',
    seeds: [
      ...AUTHENTICATION_METHODS.map(
        (_, number) => `${String.fromCharCode(number)}-ERR [AUTH] no\r\n-ERR no\r\n`,
      ),
      `\0+ ${base64(SERVER_FIRST)}\r\n+ ${base64('v=rmF9pqV8S7suAoZWja4dJRkFsKQ=')}\r\n+OK\r\n`,
      `\x02+ ${base64('<1@example.org>')}\r\n+OK\r\n`,
      `\x05+ ${base64('Username:')}\r\n+ \r\n+OK\r\n`,
      '\x06+OK\r\n-ERR [IN-USE] x\r\n',
      `\x07-ERR\r\n+ ${base64('e=other-error')}\r\n-ERR cancelled\r\n-ERR\r\n`,
    ],
    run: async (input) => {
      const wish = [...AUTHENTICATION_METHODS, 'auto' as const][(input[0] ?? 0) % 8] ?? 'auto';
      // As above: the iterations are in Base64 here, and the target's own seeds have few of them.
      const answers = input.toString('latin1', 1).replaceAll(/[A-Za-z0-9+/]{16,}=*/g, (word) => {
        const text = Buffer.from(word, 'base64').toString('latin1');
        return fewIterations(text) === text ? word : base64(fewIterations(text));
      });
      const exchange = new AnsweringExchange(Buffer.from(answers, 'latin1'), {
        ...DEFAULT_LIMITS,
        statusLineOctets: 200,
      });
      const circumstances = {
        capabilities: parseCapabilities(['USER', 'SASL SCRAM-SHA-256 SCRAM-SHA-1 CRAM-MD5 PLAIN LOGIN']),
        greeting: 'ready <1.2@example.org>',
        encrypted: true,
        allowClearPassword: false,
      };
      const end: unknown = await signIn(exchange, CREDENTIALS, wish, circumstances, DEFAULT_LIMITS).catch(
        (error: unknown) => error,
      );
      promise(typeof end === 'string' || end instanceof RpopError, 'a method or an error that is known');
      promise(exchange.sent.length < 30, 'an end of the asking');
      promise(!exchange.sent.some((line) => /[\r\n]/.test(line)), 'one command a line');
      if (typeof end === 'string')
        promise(!end.startsWith('scram'), 'no server passes that did not prove itself');
    },
  },
  {
    name: 'saslprep',
    seeds: [
      'secret',
      'I\xc2\xadX',
      '\xc2\xaa',
      '\xe2\x85\xa8',
      '\x07',
      '\xd8\xa7\x31',
      '\xc2\xa0 \xe2\x80\x8b',
      '\xf0\x90\x80\x80',
    ],
    run: (input) => {
      const text = input.toString('utf8');
      let prepared = '';
      const refused = caught(SaslprepError, () => {
        prepared = saslprep('password', text);
      });
      if (refused === undefined) {
        // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
        promise(!/[\u0000-\u001f\u007f]/.test(prepared), 'no control character');
      } else if (text !== '') {
        promise(!refused.message.includes(text) || text.length < 12, 'no password in an error');
      }
    },
  },
];
