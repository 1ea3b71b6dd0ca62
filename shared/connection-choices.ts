/** What a connection's fields may be, apart from their schema: the command line offers these before it needs that. */

export const ENCRYPTIONS = ['none', 'starttls', 'tls'] as const;
/** Strongest first. `apop` is RFC 1939 §7, `user` is USER/PASS; the others are SASL mechanisms (RFC 5034). */
export const AUTHENTICATION_METHODS = [
  'scram-sha-256',
  'scram-sha-1',
  'cram-md5',
  'apop',
  'plain',
  'login',
  'user',
] as const;
export const AUTHENTICATIONS = ['auto', ...AUTHENTICATION_METHODS] as const;
