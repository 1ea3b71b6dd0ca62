import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cramMd5 } from '../../../../electron/pop3/sasl/cram-md5.ts';
import { SaslError } from '../../../../electron/pop3/sasl/sasl-error.ts';

const credentials = { username: 'tim', password: 'tanstaaftanstaaf' };

test('the example of RFC 2195 §2', () => {
  const exchange = cramMd5(credentials);
  expect(exchange.initialResponse).toBeUndefined();
  const response = exchange.respond(
    Buffer.from('PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+', 'base64'),
  );
  expect(response.toString('base64')).toBe('dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw');
  expect(() => exchange.finish()).not.toThrow();
});

test('any challenge is digested as the octets it is, and answered once', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 4096 }), fc.uint8Array(), (octets, more) => {
      const exchange = cramMd5(credentials);
      const digest = createHmac('md5', credentials.password).update(octets).digest('hex');
      expect(exchange.respond(Buffer.from(octets)).toString()).toBe(`tim ${digest}`);
      expect(() => exchange.respond(Buffer.from(more))).toThrow(SaslError);
    }),
  );
});

test('an empty challenge gets no digest, which would be the same for everybody who asks', () => {
  const exchange = cramMd5(credentials);
  expect(() => exchange.respond(Buffer.alloc(0))).toThrow(
    expect.objectContaining({ code: 'malformed-challenge', kind: 'protocol' }),
  );
  expect(() => exchange.respond(Buffer.from('<1@host>'))).toThrow(SaslError);
});

test('success without a challenge is the server breaking the protocol', () => {
  expect(() => cramMd5(credentials).finish()).toThrow(
    expect.objectContaining({ code: 'incomplete-authentication', kind: 'protocol' }),
  );
});
