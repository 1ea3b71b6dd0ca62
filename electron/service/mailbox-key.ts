import type { ServerAddress } from '../pop3/server-address.ts';

/**
 * The name of a maildrop that is fetched without a configured connection: user, host and target folder. The two
 * standard ports are the same server, so that a change of encryption does not fetch everything again; any other port
 * is another server.
 */
export function oneOffMailboxKey(address: ServerAddress, username: string, folder: string): string {
  const port = [110, 995].includes(address.port) ? '' : `:${address.port}`;
  return `one-off ${username}@${address.host.toLowerCase()}${port} ${folder}`;
}
