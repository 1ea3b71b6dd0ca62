import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { dovecotConfiguration, type ServerUsers } from './dovecot-configuration.ts';

export interface Dovecot {
  readonly ports: { readonly pop3: number; readonly pop3s: number };
  /** The server's self-signed certificate, for `localhost` and 127.0.0.1. */
  readonly caFile: string;
  /** Gives `user` a maildrop of these messages, in this order. */
  fill(user: string, messages: readonly Buffer[]): void;
  /** Gives `user` a maildrop of so many times the same message, few of them stored: links share a file. */
  fillWithCopies(user: string, message: Buffer, count: number): void;
  /** Adds messages to the end of the maildrop of `user`. */
  add(user: string, messages: readonly Buffer[]): void;
  /** The names of the files that are in the maildrop of `user` now, sorted. */
  maildrop(user: string): Promise<string[]>;
  /** The messages that are in the maildrop of `user` now, as they are stored. */
  contents(user: string): Promise<Buffer[]>;
  stop(): Promise<void>;
}

/** How many links a file is given, the one that is removed again included: ext4 allows 65,000. */
const MOST_LINKS = 60_000;

/** Why there is no Dovecot to test against, or undefined if there is one. */
export function dovecotMissing(): string | undefined {
  const missing = whyMissing();
  // In CI a missing server is no reason to skip what only a real server can show.
  return process.env['CI'] ? undefined : missing;
}

function whyMissing(): string | undefined {
  try {
    const version = execFileSync('dovecot', ['--version'], {
      encoding: 'utf8',
      env: serverEnvironment(),
    }).trim();
    // The configuration of 2.4 is another language.
    if (!version.startsWith('2.3.')) return `Dovecot 2.3 is needed, and this is ${version}`;
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return undefined;
  } catch (error) {
    return `Dovecot and openssl are needed (apt-get install dovecot-pop3d openssl): ${String(error)}`;
  }
}

/**
 * Starts a Dovecot of our own on free ports of 127.0.0.1, in a fresh folder. Any user name works, with the
 * password `secret`.
 * `more` is added to its configuration. Runs as root (mail then belongs to `nobody`) and as an ordinary user. Throws what the server said if it ends early.
 */
export async function startDovecot({ more = '' }: { more?: string } = {}): Promise<Dovecot> {
  const missing = whyMissing();
  if (missing !== undefined) throw new Error(missing);
  const folder = mkdtempSync(join(tmpdir(), 'rpop-dovecot-'));
  const users = serverUsers();
  // The mail user, who may not be ours, has to pass.
  chmodSync(folder, 0o711);
  const mailFolder = join(folder, 'mail');
  makeFolder(mailFolder, users);
  const caFile = makeCertificate(folder);
  const { child, ports } = await startOnFreePorts(folder, users, more);
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);

  let added = 0;
  const nextFile = (user: string): string => {
    added += 1;
    // Dovecot lists in the order of the names.
    return join(mailFolder, user, 'new', `${1_700_000_000 + added}.M${added}.host`);
  };
  const add: Dovecot['add'] = (user, messages) => {
    for (const message of messages) {
      const file = nextFile(user);
      writeFileSync(file, message);
      giveTo(users, file);
    }
  };
  const empty = (user: string): void => {
    const maildrop = join(mailFolder, user);
    rmSync(maildrop, { recursive: true, force: true });
    for (const name of ['', 'tmp', 'new', 'cur']) makeFolder(join(maildrop, name), users);
  };
  return {
    ports,
    caFile,
    fill: (user, messages) => {
      empty(user);
      add(user, messages);
    },
    fillWithCopies: (user, message, count) => {
      empty(user);
      const original = join(mailFolder, user, 'message');
      for (let made = 0; made < count; made += 1) {
        if (made % MOST_LINKS === 0) {
          rmSync(original, { force: true });
          writeFileSync(original, message);
          giveTo(users, original);
        }
        linkSync(original, nextFile(user));
      }
      rmSync(original, { force: true });
    },
    add,
    maildrop: async (user) => {
      const folders = ['new', 'cur'].map((name) => readdir(join(mailFolder, user, name)));
      return (await Promise.all(folders)).flat().toSorted();
    },
    contents: async (user) => {
      const files = ['new', 'cur'].map(async (name) => {
        const part = join(mailFolder, user, name);
        return (await readdir(part)).map((file) => join(part, file));
      });
      return Promise.all((await Promise.all(files)).flat().map(async (file) => readFile(file)));
    },
    stop: async () => {
      process.off('exit', killWithUs);
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        await exited;
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function serverUsers(): ServerUsers {
  const id = (flag: string, ...user: string[]): string =>
    execFileSync('id', [flag, ...user], { encoding: 'utf8' }).trim();
  if (process.getuid?.() !== 0) {
    const name = id('-un');
    return {
      mail: { name, uid: Number(id('-u')), gid: Number(id('-g')) },
      internal: { user: name, group: id('-gn') },
    };
  }
  const name = 'nobody';
  return { mail: { name, uid: Number(id('-u', name)), gid: Number(id('-g', name)) }, internal: undefined };
}

function makeFolder(path: string, users: ServerUsers): void {
  mkdirSync(path, { mode: 0o700 });
  giveTo(users, path);
}

function giveTo({ mail }: ServerUsers, path: string): void {
  if (process.getuid?.() === 0) chownSync(path, mail.uid, mail.gid);
}

function makeCertificate(folder: string): string {
  const certificate = join(folder, 'cert.pem');
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
      ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
      ...['-keyout', join(folder, 'key.pem'), '-out', certificate],
    ],
    { stdio: 'pipe' },
  );
  return certificate;
}

async function startOnFreePorts(
  folder: string,
  users: ServerUsers,
  more: string,
): Promise<{ child: ChildProcess; ports: Dovecot['ports'] }> {
  for (let attempt = 1; ; attempt += 1) {
    const [pop3, pop3s] = await freePorts();
    const file = join(folder, 'dovecot.conf');
    writeFileSync(file, `${dovecotConfiguration(folder, { pop3, pop3s }, users)}${more}\n`);
    const child = spawn('dovecot', ['-F', '-c', file], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: serverEnvironment(),
    });
    const said = await untilStarted(child);
    if (said === undefined) return { child, ports: { pop3, pop3s } };
    // Somebody else may have taken a port since the kernel named it.
    if (attempt === 5 || !said.includes('Address already in use')) throw new Error(`Dovecot: ${said}`);
  }
}

/** Resolves to undefined once the server listens, to what it said if it ended instead. Its log is read on. */
function untilStarted(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    if (child.stderr === null) throw new TypeError('The log is a pipe.');
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (said.length < 100) said.push(line);
      // The master writes it when its listeners are bound.
      if (line.includes('starting up')) resolve(undefined);
    });
    child.once('error', reject);
    child.once('close', () => {
      resolve(said.join('\n'));
    });
  });
}

/** Two ports that were free just now, from the kernel. */
async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()] as const;
  const [first, second] = servers.map((server) => server.listen(0, '127.0.0.1'));
  if (first === undefined || second === undefined) throw new TypeError('There are two.');
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new TypeError('It listens on TCP.');
    return address.port;
  });
  await Promise.all(servers.map(async (server) => once(server.close(), 'close')));
  const [pop3 = 0, pop3s = 0] = ports;
  return [pop3, pop3s];
}

/** Daemons live in sbin, which the PATH of an ordinary user lacks. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin` };
}
