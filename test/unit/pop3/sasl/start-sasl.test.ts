import { expect, test } from 'vitest';
import { startSasl } from '../../../../electron/pop3/sasl/start-sasl.ts';

const credentials = { username: 'user', password: 'pencil' };

test.each([
  ['scram-sha-256', 'n,,n=user,r=abc', 'r=abcd,s=QSXC,i=1', /^c=biws,r=abcd,p=[A-Za-z0-9+/]{43}=$/],
  ['scram-sha-1', 'n,,n=user,r=abc', 'r=abcd,s=QSXC,i=1', /^c=biws,r=abcd,p=[A-Za-z0-9+/]{27}=$/],
  ['cram-md5', undefined, '<1@host>', /^user [0-9a-f]{32}$/],
  ['login', undefined, 'Username:', /^user$/],
] as const)('%s starts the exchange of that mechanism', (method, initialResponse, challenge, response) => {
  const exchange = startSasl(method, credentials, () => 'abc');
  expect(exchange.initialResponse?.toString()).toBe(initialResponse);
  expect(exchange.respond(Buffer.from(challenge)).toString()).toMatch(response);
});

test('plain starts PLAIN', () => {
  expect(startSasl('plain', credentials).initialResponse?.toString()).toBe('\0user\0pencil');
});
