import type { StoredMessage } from './maildrop.ts';

/** A red dot, 5 by 5: the smallest picture worth sending. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==';

/** A message from its lines; each character is one octet, so that 8-bit octets can be written as `\xe9`. */
function message(uidl: string, lines: readonly string[]): StoredMessage {
  return { uidl, octets: Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1') };
}

/** UTF-8 text as octets, for `message`. */
function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/**
 * The mail of the demo: small, and with all that fetchers get wrong. Attachments, 8-bit text in two character sets, a
 * line over 998 octets, lines of dots, an empty body, and NUL among the octets.
 */
export function sampleMaildrop(): StoredMessage[] {
  return [
    message('welcome-1', [
      'From: RPOP <hello@example.org>',
      'To: demo@example.org',
      'Subject: Welcome to RPOP',
      'Date: Mon, 02 Nov 2026 09:00:00 +0000',
      'Message-ID: <welcome@example.org>',
      '',
      'This message travelled from a POP3 server to a Maildir on your disk.',
      'Not an octet of it was changed but the line endings.',
    ]),
    message('menu-2', [
      'From: =?iso-8859-1?Q?Chez_Andr=E9?= <andre@example.net>',
      'To: demo@example.org',
      'Subject: =?iso-8859-1?Q?Le_menu_de_la_semaine?=',
      'Date: Tue, 03 Nov 2026 11:30:00 +0100',
      'Message-ID: <menu@example.net>',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Cr\xe8me br\xfbl\xe9e, p\xe2t\xe9, g\xe2teau \xe0 la fra\xeecheur: 8-bit octets, as the server has them.',
    ]),
    message('party-3', [
      'From: Ida <ida@example.net>',
      'To: demo@example.org',
      `Subject: =?utf-8?B?${Buffer.from('Saturday? 🎉', 'utf8').toString('base64')}?=`,
      'Date: Wed, 04 Nov 2026 18:12:00 +0000',
      'Message-ID: <party@example.net>',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      utf8('Bring coats — it is cold on the roof. 🧥'),
    ]),
    message('dots-4', [
      'From: Protocol Office <dots@example.org>',
      'To: demo@example.org',
      'Subject: On dots',
      'Date: Thu, 05 Nov 2026 08:00:00 +0000',
      'Message-ID: <dots@example.org>',
      '',
      'A line of one dot follows, which ends nothing:',
      '.',
      '..',
      '...and a line that begins with three.',
      '.hidden',
    ]),
    message('picture-5', [
      'From: Photo Desk <photos@example.net>',
      'To: demo@example.org',
      'Subject: The red dot you asked for',
      'Date: Fri, 06 Nov 2026 16:45:00 +0000',
      'Message-ID: <picture@example.net>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="=_cut_here"',
      '',
      '--=_cut_here',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'Attached. It is small, but it is red.',
      '--=_cut_here',
      'Content-Type: image/png; name="red-dot.png"',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename="red-dot.png"',
      '',
      PICTURE,
      '--=_cut_here--',
    ]),
    message('news-6', [
      'From: The Weekly <weekly@example.org>',
      'To: demo@example.org',
      'Subject: One very long line',
      'Date: Sat, 07 Nov 2026 07:00:00 +0000',
      'Message-ID: <weekly@example.org>',
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=us-ascii',
      '',
      `<p>${'All the news on one line, against RFC 5322. '.repeat(40)}</p>`,
    ]),
    message('nothing-7', [
      'From: A person of few words <few@example.net>',
      'To: demo@example.org',
      'Subject: (no text)',
      'Date: Sun, 08 Nov 2026 12:00:00 +0000',
      'Message-ID: <few@example.net>',
      '',
    ]),
    message('octets-8', [
      'From: Test Bench <bench@example.org>',
      'To: demo@example.org',
      'Subject: NUL and friends',
      'Date: Sun, 08 Nov 2026 13:00:00 +0000',
      'Message-ID: <octets@example.org>',
      '',
      'NUL [\0], a bare CR [\r], a bare LF [\n], DEL [\x7f] and 0xFF [\xff] arrive as they left.',
    ]),
  ];
}
