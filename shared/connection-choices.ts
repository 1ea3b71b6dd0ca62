/** What a connection's fields may be, apart from their schema: the command line offers these before it needs that. */

export const ENCRYPTIONS = ['none', 'starttls', 'tls'] as const;
export const AUTHENTICATIONS = [
  'auto',
  'scram-sha-256',
  'scram-sha-1',
  'cram-md5',
  'apop',
  'plain',
  'login',
  'user',
] as const;
