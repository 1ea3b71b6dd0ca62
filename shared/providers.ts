/**
 * The POP3 settings of common providers, by the domain of the address: what the editor fills in. To add one, add an
 * entry to PROVIDERS; test/unit/shared/providers.test.ts says what an entry must be. What is not here is guessed.
 */

export interface Provider {
  readonly name: string;
  readonly domains: readonly string[];
  /** Undefined where the provider offers no POP3; `note` says what there is instead. */
  readonly host: string | undefined;
  /** 995 with TLS from the first octet (RFC 8314 §3.3) unless it is said here. */
  readonly port?: number;
  readonly encryption?: 'tls' | 'starttls';
  /** What the provider wants as the user name. */
  readonly username: 'address' | 'local-part';
  /** Polled more often, the provider refuses logins. */
  readonly intervalMinutes?: number;
  /** What the user has to know or do first, in a sentence. */
  readonly note?: string;
  /** The provider's own page on it. */
  readonly help?: string;
}

const APP_PASSWORD = 'It needs an app password, made in the security settings of the account.';

const SWITCH_ON = 'POP3 has to be switched on in the settings of the mailbox first.';

export const PROVIDERS: readonly Provider[] = [
  {
    name: 'Gmail',
    domains: ['gmail.com', 'googlemail.com'],
    host: 'pop.gmail.com',
    username: 'address',
    note: 'POP has to be switched on in Gmail’s settings, and Gmail needs an app password.',
    help: 'https://support.google.com/mail/answer/7104828',
  },
  {
    name: 'Outlook.com',
    domains: [
      'outlook.com',
      'outlook.de',
      'outlook.fr',
      'hotmail.com',
      'hotmail.co.uk',
      'hotmail.de',
      'hotmail.fr',
      'live.com',
      'live.co.uk',
      'msn.com',
    ],
    host: 'outlook.office365.com',
    username: 'address',
    note: 'Microsoft no longer accepts passwords for POP3 and wants OAuth2 instead, so signing in will probably be refused.',
    help: 'https://support.microsoft.com/office/d088b986-291d-42b8-9564-9c414e2aa040',
  },
  {
    name: 'Yahoo Mail',
    domains: [
      'yahoo.com',
      'yahoo.co.uk',
      'yahoo.de',
      'yahoo.fr',
      'yahoo.it',
      'yahoo.es',
      'ymail.com',
      'rocketmail.com',
      'myyahoo.com',
    ],
    host: 'pop.mail.yahoo.com',
    username: 'address',
    note: APP_PASSWORD,
    help: 'https://help.yahoo.com/kb/SLN4724.html',
  },
  {
    name: 'AOL Mail',
    domains: ['aol.com', 'aim.com'],
    host: 'pop.aol.com',
    username: 'address',
    note: APP_PASSWORD,
    help: 'https://help.aol.com/articles/how-do-i-use-other-email-applications-to-send-and-receive-my-aol-mail',
  },
  {
    name: 'iCloud Mail',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    host: undefined,
    username: 'address',
    note: 'Apple offers no POP3 for iCloud Mail, only IMAP, so RPOP cannot fetch from it.',
    help: 'https://support.apple.com/102525',
  },
  {
    name: 'Proton Mail',
    domains: ['proton.me', 'protonmail.com', 'pm.me'],
    host: undefined,
    username: 'address',
    note: 'Proton offers no POP3, so RPOP cannot fetch from it.',
  },
  {
    name: 'Tuta',
    domains: ['tuta.com', 'tutanota.com', 'tutanota.de', 'tuta.io'],
    host: undefined,
    username: 'address',
    note: 'Tuta offers neither POP3 nor IMAP, so RPOP cannot fetch from it.',
  },
  {
    name: 'GMX',
    domains: ['gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch', 'gmx.eu', 'gmx.org', 'gmx.info', 'gmx.biz'],
    host: 'pop.gmx.net',
    username: 'address',
    intervalMinutes: 15,
    note: SWITCH_ON,
    help: 'https://hilfe.gmx.net/pop-imap/einschalten.html',
  },
  {
    name: 'GMX',
    domains: ['gmx.com', 'gmx.us', 'gmx.co.uk'],
    host: 'pop.gmx.com',
    username: 'address',
    note: SWITCH_ON,
  },
  {
    name: 'WEB.DE',
    domains: ['web.de'],
    host: 'pop3.web.de',
    username: 'local-part',
    intervalMinutes: 15,
    note: SWITCH_ON,
    help: 'https://hilfe.web.de/pop-imap/einschalten.html',
  },
  {
    name: 'mail.com',
    domains: ['mail.com', 'email.com', 'usa.com', 'post.com'],
    host: 'pop.mail.com',
    username: 'address',
    note: 'POP3 is for paying customers of mail.com only.',
  },
  {
    name: 'Telekom Mail',
    domains: ['t-online.de', 'magenta.de'],
    host: 'securepop.t-online.de',
    username: 'address',
    note: 'It needs the password for e-mail programs, which is set in the customer centre and is not the one of the login.',
  },
  {
    name: 'freenet',
    domains: ['freenet.de'],
    host: 'mx.freenet.de',
    username: 'address',
    note: SWITCH_ON,
    help: 'https://kundenservice.freenet.de/faq/e-mail-client-mail/pop3-imap-und-smtp-aktivieren/',
  },
  {
    name: 'Posteo',
    domains: [
      'posteo.de',
      'posteo.net',
      'posteo.org',
      'posteo.eu',
      'posteo.at',
      'posteo.ch',
      'posteo.us',
      'posteo.uk',
    ],
    host: 'posteo.de',
    username: 'address',
    help: 'https://posteo.de/hilfe/wie-richte-ich-posteo-in-einem-mailprogramm-ein-pop3-imap-und-smtp',
  },
  {
    name: 'mailbox.org',
    domains: ['mailbox.org'],
    host: 'pop3.mailbox.org',
    username: 'address',
    note: 'With two-factor authentication it needs an application password.',
  },
  {
    name: 'Fastmail',
    domains: ['fastmail.com', 'fastmail.fm'],
    host: 'pop.fastmail.com',
    username: 'address',
    note: APP_PASSWORD,
  },
  {
    name: 'Zoho Mail',
    domains: ['zoho.com', 'zohomail.com'],
    host: 'pop.zoho.com',
    username: 'address',
    note: SWITCH_ON,
  },
  {
    name: 'Zoho Mail',
    domains: ['zoho.eu', 'zohomail.eu'],
    host: 'pop.zoho.eu',
    username: 'address',
    note: SWITCH_ON,
  },
  { name: 'Runbox', domains: ['runbox.com', 'runbox.no'], host: 'mail.runbox.com', username: 'address' },
  { name: 'Riseup', domains: ['riseup.net'], host: 'mail.riseup.net', username: 'local-part' },
  { name: 'Disroot', domains: ['disroot.org'], host: 'disroot.org', username: 'local-part' },
  {
    name: 'Yandex Mail',
    domains: ['yandex.com', 'yandex.ru', 'ya.ru', 'yandex.by', 'yandex.kz'],
    host: 'pop.yandex.com',
    username: 'address',
    note: `${SWITCH_ON} ${APP_PASSWORD}`,
  },
  {
    name: 'Mail.ru',
    domains: ['mail.ru', 'bk.ru', 'inbox.ru', 'list.ru'],
    host: 'pop.mail.ru',
    username: 'address',
    note: APP_PASSWORD,
  },
  {
    name: 'Rambler',
    domains: ['rambler.ru', 'lenta.ru', 'autorambler.ru'],
    host: 'pop.rambler.ru',
    username: 'address',
    note: SWITCH_ON,
  },
  { name: 'UKR.NET', domains: ['ukr.net'], host: 'pop3.ukr.net', username: 'address', note: APP_PASSWORD },
  { name: 'Orange', domains: ['orange.fr', 'wanadoo.fr'], host: 'pop.orange.fr', username: 'address' },
  { name: 'Free', domains: ['free.fr'], host: 'pop.free.fr', username: 'local-part' },
  {
    name: 'SFR',
    domains: ['sfr.fr', 'neuf.fr', 'cegetel.net', 'club-internet.fr'],
    host: 'pop.sfr.fr',
    username: 'address',
  },
  {
    name: 'La Poste',
    domains: ['laposte.net'],
    host: 'pop.laposte.net',
    username: 'local-part',
    note: SWITCH_ON,
  },
  {
    name: 'Libero',
    domains: ['libero.it', 'iol.it', 'inwind.it', 'blu.it', 'giallo.it'],
    host: 'popmail.libero.it',
    username: 'address',
  },
  { name: 'Virgilio', domains: ['virgilio.it'], host: 'in.virgilio.it', username: 'address' },
  { name: 'Tiscali', domains: ['tiscali.it'], host: 'pop.tiscali.it', username: 'address' },
  { name: 'Aruba', domains: ['aruba.it', 'technet.it'], host: 'pop3s.aruba.it', username: 'address' },
  {
    name: 'Seznam',
    domains: ['seznam.cz', 'email.cz', 'post.cz', 'spoluzaci.cz'],
    host: 'pop3.seznam.cz',
    username: 'address',
    note: SWITCH_ON,
  },
  { name: 'WP Poczta', domains: ['wp.pl'], host: 'pop3.wp.pl', username: 'local-part', note: SWITCH_ON },
  {
    name: 'o2 Poczta',
    domains: ['o2.pl', 'go2.pl', 'tlen.pl', 'prokonto.pl'],
    host: 'poczta.o2.pl',
    username: 'local-part',
    note: SWITCH_ON,
    help: 'https://pomoc.o2.pl/aktywacja-dostepu-dla-programow-pocztowych',
  },
  {
    name: 'Onet Poczta',
    domains: ['onet.pl', 'onet.eu', 'op.pl', 'vp.pl', 'poczta.onet.pl'],
    host: 'pop3.poczta.onet.pl',
    username: 'address',
    note: SWITCH_ON,
  },
  {
    name: 'Interia',
    domains: ['interia.pl', 'interia.eu', 'poczta.fm'],
    host: 'poczta.interia.pl',
    username: 'address',
    note: SWITCH_ON,
  },
  { name: 'Bluewin', domains: ['bluewin.ch'], host: 'pop3s.bluewin.ch', username: 'address' },
  {
    name: 'BT Mail',
    domains: ['btinternet.com', 'btopenworld.com', 'talk21.com'],
    host: 'mail.btinternet.com',
    username: 'address',
  },
  {
    name: 'Virgin Media',
    domains: ['virginmedia.com', 'ntlworld.com', 'blueyonder.co.uk', 'virgin.net'],
    host: 'pop3.virginmedia.com',
    username: 'address',
    note: APP_PASSWORD,
  },
  { name: 'Sky', domains: ['sky.com'], host: 'pop.tools.sky.com', username: 'address', note: APP_PASSWORD },
  {
    name: 'TalkTalk',
    domains: ['talktalk.net', 'tiscali.co.uk'],
    host: 'mail.talktalk.net',
    username: 'address',
  },
  {
    name: 'Xfinity',
    domains: ['comcast.net'],
    host: 'mail.comcast.net',
    username: 'address',
    note: 'Access by other programs has to be allowed in Xfinity’s e-mail settings first.',
    help: 'https://www.xfinity.com/support/articles/third-party-email-access',
  },
  {
    name: 'AT&T',
    domains: [
      'att.net',
      'sbcglobal.net',
      'bellsouth.net',
      'ameritech.net',
      'pacbell.net',
      'swbell.net',
      'currently.com',
    ],
    host: 'inbound.att.net',
    username: 'address',
    note: 'It needs a secure mail key instead of the password.',
    help: 'https://www.att.com/support/article/email-support/KM1010523/',
  },
  {
    name: 'Verizon',
    domains: ['verizon.net'],
    host: 'pop.verizon.net',
    username: 'address',
    note: APP_PASSWORD,
  },
  {
    name: 'EarthLink',
    domains: ['earthlink.net', 'mindspring.com'],
    host: 'pop.earthlink.net',
    username: 'address',
  },
  {
    name: 'Telstra',
    domains: ['bigpond.com', 'bigpond.net.au', 'telstra.com'],
    host: 'pop.telstra.com',
    username: 'address',
  },
  {
    name: 'QQ Mail',
    domains: ['qq.com', 'foxmail.com'],
    host: 'pop.qq.com',
    username: 'address',
    note: 'It needs an authorization code instead of the password.',
  },
  {
    name: 'NetEase 163',
    domains: ['163.com'],
    host: 'pop.163.com',
    username: 'address',
    note: 'It needs an authorization code instead of the password.',
  },
  {
    name: 'NetEase 126',
    domains: ['126.com'],
    host: 'pop.126.com',
    username: 'address',
    note: 'It needs an authorization code instead of the password.',
  },
  { name: 'Naver', domains: ['naver.com'], host: 'pop.naver.com', username: 'address', note: SWITCH_ON },
  {
    name: 'Daum',
    domains: ['daum.net', 'hanmail.net'],
    host: 'pop.daum.net',
    username: 'local-part',
    note: SWITCH_ON,
  },
  { name: 'UOL', domains: ['uol.com.br', 'bol.com.br'], host: 'pop3.uol.com.br', username: 'address' },
];
