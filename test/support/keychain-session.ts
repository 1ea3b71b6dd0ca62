/**
 * Run by itself in a desktop session with a keychain of its own: uses the command line as a user would, against a
 * server in this process, and prints what came of it as one line of JSON. Its argument is an empty folder.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openKeychain } from '../../electron/credentials/keychain.ts';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import type { Connection } from '../../shared/connection.ts';
import { ConfiguredRpop } from './configured-rpop.ts';

const [folder = ''] = process.argv.slice(2);
const PASSWORD = 'only-in-the-keychain';
const server = new Pop3Server({
  users: { user: PASSWORD },
  maildrops: { user: [{ uidl: '1', octets: Buffer.from('Subject: hello\r\n\r\nHello.\r\n') }] },
});
const { port } = await server.listen();
const session = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) =>
    /^(DBUS_|XDG_|HOME$)/.test(name) && value !== undefined ? [[name, value]] : [],
  ),
);
const rpop = new ConfiguredRpop(folder, { credentialStore: 'auto' }, session);
const keychain = await openKeychain();

const url = `pop3://user@127.0.0.1:${port}`;
const added = await rpop.ok(['connections', 'add', 'Box', url, '--encryption', 'none', '--json'], {
  password: 'wrong at first',
});
const { id } = JSON.parse(added) as Connection; // the command line's contract
const first = await keychain.get(id);
await rpop.ok(['connections', 'edit', 'Box', '--password-stdin'], { stdin: PASSWORD });
const edited = await keychain.get(id);
const { credentialStore } = await rpop.status();
const fetched = await rpop.ok(['fetch', 'Box']);
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
const inFiles = files.some((file) =>
  readFileSync(join(file.parentPath, file.name), 'latin1').includes(PASSWORD),
);
await rpop.ok(['connections', 'remove', 'Box']);
const removed = await keychain.get(id);
await server.close();
process.stdout.write(
  JSON.stringify({
    store: credentialStore.kind,
    first: first ?? null,
    edited: edited ?? null,
    fetched: fetched.startsWith('Fetched 1 message '),
    vault: files.some(({ name }) => name.includes('vault')),
    inFiles,
    removed: removed ?? null,
  }),
);
