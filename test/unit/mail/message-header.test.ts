import { describe, expect, it } from 'vitest';
import { parseMessageHeader } from '../../../electron/mail/message-header.ts';

const parse = (text: string, encoding: BufferEncoding = 'utf8') =>
  parseMessageHeader(Buffer.from(text, encoding));

describe('the header of a message, for people', () => {
  it('has sender, subject and date, decoded and unfolded', async () => {
    const header = await parse(
      'Received: from somewhere\nFrom: =?utf-8?q?J=C3=BCrgen?= <j@example.org>\nSubject: One\n two\n' +
        'Date: Tue, 24 Nov 2026 10:00:00 +0100\n\nFrom: not this one\n',
    );
    expect(header).toEqual({
      from: 'Jürgen <j@example.org>',
      subject: 'One two',
      sentAt: Date.UTC(2026, 10, 24, 9),
    });
  });

  it('takes CRLF line endings, and addresses without a name', async () => {
    expect(await parse('From: a@example.org\r\nSubject: s\r\n\r\nbody')).toMatchObject({
      from: 'a@example.org',
      subject: 's',
      sentAt: undefined,
    });
  });

  it('takes nothing from the body', async () => {
    expect(await parse('X: y\n\nSubject: no\nFrom: no@example.org\n')).toEqual({
      from: '',
      subject: '',
      sentAt: undefined,
    });
  });

  it('is one line that reorders nothing and is not too long, whatever the sender wrote', async () => {
    const { subject, from } = await parse(
      `From: "=?utf-8?b?${Buffer.from('a\r\nb\u202egnp.exe\u0007').toString('base64')}?=" <x@example.org>\n` +
        `Subject: ${'long '.repeat(3_000)}\n\n`,
    );
    expect(from).toMatch(/^a b gnp\.exe ?/);
    expect(from).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(subject.length).toBeLessThanOrEqual(500);
  });

  it('is empty where there is none, and for octets that are no message at all', async () => {
    const nothing = { from: '', subject: '', sentAt: undefined };
    expect(await parse('')).toEqual(nothing);
    expect(await parse('\n')).toEqual(nothing);
    expect(await parseMessageHeader(Buffer.alloc(70_000, 0xff))).toEqual(nothing);
    expect(await parse('Date: the day before yesterday\n\n')).toEqual(nothing);
  });
});
