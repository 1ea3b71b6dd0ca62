/** A day of work with servers that repeat every secret, with everything logged everywhere: nothing secret comes out. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportOf } from '../../electron/control/answer.ts';
import { controlAddress } from '../../electron/control/control-address.ts';
import { askOwner } from '../../electron/control/control-client.ts';
import { AUTHENTICATION_METHODS } from '../../shared/connection-choices.ts';
import { EVENT_TYPES, type FetchEvent } from '../../shared/events.ts';
import { ConfiguredRpop } from '../support/configured-rpop.ts';
import { MAIL } from '../support/mailbox-on-trial.ts';
import { type RpopResult, workplace } from '../support/rpop.ts';
import { TEST_ENVIRONMENT } from '../support/service.ts';
import {
  formsOf,
  TELLTALE_ANSWERS,
  type TelltaleAnswer,
  TelltaleServer,
} from '../support/telltale-server.ts';

const PASSWORD = 'k0mpl1ziert+/&Pass"w\\ort';
const WRONG = 'v3rtippt?=Pass<w>ort';
const USER = 'me@example.org';
const ANSWERS = Object.keys(TELLTALE_ANSWERS) as TelltaleAnswer[]; // the keys of a literal
/** `auto` is for the one who has the wrong password. */
const METHODS = [...AUTHENTICATION_METHODS, 'auto'] as const;
type Method = (typeof METHODS)[number];
const passwordFor = (method: Method): string => (method === 'auto' ? WRONG : PASSWORD);

/** Stands where util-linux's logger is: writes down its arguments, its environment and what it is told. */
const LOGGER = `#!/bin/sh
{ echo "$@"; tr '\\0' '\\n' < /proc/$$/environ; cat; } >> "$(dirname "$0")/logger-$$"
`;

describe.each([
  ['text', 24],
  ['json', 2],
] as const)('with everything logged as %s', (format, hours) => {
  const servers: {
    readonly answer: TelltaleAnswer;
    readonly method: Method;
    readonly server: TelltaleServer;
  }[] = [];
  let logHost: Socket;
  let received = '';

  beforeAll(async () => {
    for (const answer of ANSWERS) {
      for (const method of METHODS) {
        const user = { name: USER, password: PASSWORD, told: passwordFor(method) };
        const server = new TelltaleServer(answer, user, MAIL.slice(0, 2));
        await server.listen();
        servers.push({ answer, method, server });
      }
    }
    logHost = createSocket('udp4').on('message', (message) => {
      received += `${message.toString('latin1')}\n`;
    });
    logHost.bind(0, '127.0.0.1');
    await once(logHost, 'listening');
  });

  afterAll(async () => {
    for (const { server } of servers) await server.close();
    logHost.close();
  });

  it('a day of work with servers that repeat them puts no secret into any file, output or process', async () => {
    using place = workplace();
    const bin = join(place.folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'logger'), LOGGER);
    chmodSync(join(bin, 'logger'), 0o755);
    const logging = {
      eventTypes: EVENT_TYPES,
      format,
      system: { enabled: true },
      remote: { enabled: true, host: '127.0.0.1', port: logHost.address().port, transport: 'udp' },
    };
    const path = { PATH: `${bin}:${process.env['PATH'] ?? ''}` };
    const threads = { maximum: 4, sessionsPerHost: 16 };
    const rpop = new ConfiguredRpop(place.data, { logging, threads }, path);
    const outputs: RpopResult[] = [];
    const running = await rpop.service(format === 'json' ? ['--json'] : [], { timeoutMs: 280_000 });

    // As another program of the same user would: everything that the service answers, it might show.
    const { ask, close } = await askOwner(controlAddress(place.data));
    const answers: unknown[] = [];
    const listen = (event: FetchEvent): void => void answers.push(event);
    for (const { answer, method: authentication, server } of servers) {
      const draft = {
        ...{ name: `${authentication} ${answer}`, folder: `${authentication} ${answer}`, enabled: false },
        ...{ host: '127.0.0.1', port: server.port, encryption: 'none', username: USER, authentication },
      };
      const { id } = await ask('connections.add', { draft, password: passwordFor(authentication) });
      answers.push(await ask('connections.test', { connection: id }));
      answers.push(await ask('connections.preview', { connection: id }).catch(reportOf));
    }
    for (const { method, server } of servers.filter(
      (each) => each.method === 'auto' || each.method === 'cram-md5',
    )) {
      const url = `pop3://${encodeURIComponent(USER)}@127.0.0.1:${server.port}`;
      const into = ['--into', join(place.into, String(server.port)), '--security', 'none', '--auth', method];
      const json = method === 'auto' ? ['--json'] : [];
      outputs.push(await rpop.run(['fetch', url, ...into, ...json], { password: passwordFor(method) }));
    }
    const connections = await ask('connections.list', {});
    // Every connection once an hour.
    for (let hour = 1; hour <= hours; hour += 1) {
      const sessions = connections.map(({ id }) => ask('fetch', { connection: id, larger: false }, listen));
      answers.push(await Promise.all(sessions));
    }
    answers.push(connections, await ask('status', {}), await ask('settings.get', {}));
    close();
    const [{ name } = { name: '' }] = connections;
    outputs.push(await rpop.run(['fetch', name]), await rpop.run(['fetch', name, '--json']));
    outputs.push(await rpop.run(['connections', 'test', name]));
    const titles = await processTitles(running.pid);
    outputs.push(await rpop.run(['status']), await rpop.run(['status', '--json']));
    outputs.push(await rpop.run(['log']), await rpop.run(['log', '--json']));
    running.kill('SIGTERM');
    outputs.push(await running.ended);

    const said = [...outputs.map(({ stdout, stderr }) => stdout + stderr), JSON.stringify(answers)].join(
      '\n',
    );
    const files = await readFiles(place.folder);
    const logger = files.filter(({ path: file }) => file.startsWith(join(bin, 'logger-')));
    const everything = [said, received, titles, ...files.map(({ octets }) => octets)].join('\n');
    // All of it was told, and logged everywhere.
    for (const log of [said, received, logger.map(({ octets }) => octets).join('\n')]) {
      expect(log).toContain('AUTH SCRAM-SHA-256 ***');
      expect(log).toContain('refused');
    }
    const proofs = servers.flatMap(({ server }) => server.proofs);
    expect(proofs.length).toBeGreaterThan(100);
    for (const secret of [...formsOf(PASSWORD, USER), ...formsOf(WRONG, USER), ...proofs]) {
      expect(placeOf(secret, everything)).toBeUndefined();
    }
    // The passphrase is in the environment of the service, by the user's own wish, and in nobody else's.
    for (const { octets } of logger) expect(octets).not.toContain(TEST_ENVIRONMENT.RPOP_VAULT_PASSPHRASE);
    expect(said + received).not.toContain(TEST_ENVIRONMENT.RPOP_VAULT_PASSPHRASE);
  }, 300_000);
});

/** Where the secret is, with what is around it; undefined where it is not. */
function placeOf(secret: string, text: string): string | undefined {
  const at = text.indexOf(secret);
  return at === -1 ? undefined : text.slice(Math.max(0, at - 200), at + secret.length + 20);
}

async function readFiles(folder: string): Promise<{ path: string; octets: string }[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return { path, octets: await readFile(path, 'latin1') };
      }),
  );
}

/** What everybody on this computer can read of a process and its threads. */
async function processTitles(pid: number): Promise<string> {
  const threads = await readdir(`/proc/${pid}/task`);
  return [`${pid}/cmdline`, ...threads.flatMap((thread) => [`${pid}/task/${thread}/comm`])]
    .map((file) => readFileSync(`/proc/${file}`, 'latin1'))
    .join('\n');
}
