import { createInterface } from 'node:readline/promises';
import type { Connection } from '../../shared/connection.ts';
import { RpopError } from '../../shared/errors.ts';
import { printable } from '../../shared/printable.ts';
import { ReportedError } from '../../shared/reported-error.ts';
import type { Ask, RequestInput } from '../../shared/service-contract.ts';
import { type ConnectionOptions, fieldsOf } from './connection-options.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { parseFetchUrl } from './fetch-url.ts';
import { readPassword } from './password.ts';
import { reportError } from './report-error.ts';
import { table } from './table.ts';
import { printJson } from './print-json.ts';
import { type ServiceCommandOptions, withService } from './with-service.ts';

interface PasswordOptions {
  readonly passwordStdin?: true;
  readonly passwordFile?: string;
}

/** `rpop connections list` */
export function listConnections(options: ServiceCommandOptions): Promise<number> {
  return withService(options, async ({ ask }) => {
    const connections = await ask('connections.list', {});
    if (options.json) for (const connection of connections) printJson({ type: 'connection', ...connection });
    else process.stdout.write(connections.length === 0 ? NONE_YET : table(rows(connections)));
    return EXIT_STATUS.none;
  });
}

const NONE_YET =
  'There are no connections yet. Add one:\n  rpop connections add work pop3s://me@pop.example.org\n';

function rows(connections: readonly Connection[]): string[][] {
  const titles = ['NAME', 'SERVER', 'USER', 'FOLDER', 'EVERY', 'AFTER TRANSFER', ''];
  return [
    titles,
    ...connections.map(({ name, host, port, encryption, username, folder, intervalMinutes, ...more }) => [
      name,
      `${host}:${port} (${encryption})`,
      username,
      folder === '' ? '.' : folder,
      `${intervalMinutes} min`,
      describePolicy(more.afterTransfer),
      more.enabled ? '' : 'switched off',
    ]),
  ];
}

function describePolicy(afterTransfer: Connection['afterTransfer']): string {
  return afterTransfer.policy === 'delete-after'
    ? `delete after ${afterTransfer.days} days`
    : afterTransfer.policy;
}

/** `rpop connections add <name> <url>` */
export async function addConnection(
  name: string,
  url: string,
  options: ServiceCommandOptions & ConnectionOptions & PasswordOptions,
): Promise<number> {
  let input: RequestInput<'connections.add'>;
  try {
    const draft = { ...serverOf(url, options), ...fieldsOf(options), name };
    input = { draft, password: await passwordOf(options) };
  } catch (error) {
    return reportError(error, options);
  }
  return withService(options, async ({ ask }) => {
    const connection = await ask('connections.add', input);
    said(
      connection,
      `Added ${connection.name}: try it with "rpop connections test ${connection.name}".`,
      options,
    );
    return EXIT_STATUS.none;
  });
}

function serverOf(url: string, { encryption }: ConnectionOptions): object {
  const plain = encryption === 'none' || encryption === 'starttls' ? encryption : undefined;
  const { host, port, username, ...parsed } = parseFetchUrl(url, plain);
  return { host, port, username, encryption: parsed.encryption };
}

function passwordOf({ passwordStdin, passwordFile }: PasswordOptions): Promise<string> {
  return readPassword({ stdin: passwordStdin ?? false, file: passwordFile }, process.env);
}

export interface EditOptions extends ServiceCommandOptions, ConnectionOptions, PasswordOptions {
  /** Ask for a new password on the terminal. */
  readonly password?: true;
  readonly sameMailbox?: true;
  readonly otherMailbox?: true;
}

/** `rpop connections edit <name>` */
export async function editConnection(connection: string, options: EditOptions): Promise<number> {
  let changes: Record<string, unknown>;
  let password: string | undefined;
  try {
    changes = fieldsOf(options);
    const { passwordStdin, passwordFile } = options;
    if (options.password || passwordStdin || passwordFile !== undefined) password = await passwordOf(options);
  } catch (error) {
    return reportError(error, options);
  }
  const sameMailbox = options.sameMailbox ? true : options.otherMailbox ? false : undefined;
  return withService(options, async ({ ask }) => {
    const changed = await editAsking(ask, { connection, changes, password, sameMailbox }, options);
    said(changed, `Changed ${changed.name}.`, options);
    return EXIT_STATUS.none;
  });
}

/** Where only the user can tell whether it is the same mailbox, and there is a terminal, the user is asked. */
async function editAsking(
  ask: Ask,
  input: RequestInput<'connections.edit'>,
  { json }: EditOptions,
): Promise<Connection> {
  try {
    return await ask('connections.edit', input);
  } catch (error) {
    if (!(error instanceof RpopError) || error.code !== 'same-mailbox') throw error;
    if (json || !process.stdin.isTTY) {
      throw new ReportedError({
        ...error.report(),
        hint: 'Say it with --same-mailbox (what was fetched stays known) or --other-mailbox; nothing was changed.',
      });
    }
    const answer = await question('Is it the same mailbox, at a new address? [y/n] ');
    return ask('connections.edit', { ...input, sameMailbox: /^y/i.test(answer) });
  }
}

async function question(text: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(text);
  } finally {
    terminal.close();
  }
}

/** `rpop connections remove <name>` */
export function removeConnection(
  connection: string,
  options: ServiceCommandOptions & { readonly forget?: true },
): Promise<number> {
  return withService(options, async ({ ask }) => {
    const removed = await ask('connections.remove', { connection, forget: options.forget ?? false });
    said(
      removed,
      `Removed ${removed.name} and its password. Its mail stays in the folder ${removed.folder}.`,
      options,
    );
    return EXIT_STATUS.none;
  });
}

/** `rpop connections test <name>`: step by step, and the first failure explained. */
export function testConnection(connection: string, options: ServiceCommandOptions): Promise<number> {
  return withService(options, async ({ ask }) => {
    const { steps, failure } = await ask('connections.test', { connection });
    if (options.json) {
      printJson({ type: 'test', steps, failure });
    } else {
      for (const { step, found } of steps) process.stdout.write(`ok      ${step}: ${printable(found)}\n`);
      if (failure !== undefined) process.stdout.write(`failed  ${failure.step}\n`);
    }
    if (failure === undefined) return EXIT_STATUS.none;
    const error = new ReportedError(failure.error);
    return options.json ? EXIT_STATUS[error.kind] : reportError(error, options);
  });
}

function said(connection: Connection, sentence: string, { json }: ServiceCommandOptions): void {
  if (json) printJson({ type: 'connection', ...connection });
  else process.stdout.write(`${printable(sentence)}\n`);
}
