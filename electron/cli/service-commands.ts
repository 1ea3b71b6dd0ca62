import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { EVENT_TYPES, type EventType } from '../../shared/events.ts';
import { addConnectionOptions, type ConnectionOptions, number } from './connection-options.ts';
import type { EditOptions } from './connections-command.ts';
import type { LogOptions } from './log-command.ts';
import type { ServiceCommandOptions } from './with-service.ts';

const ADD_HELP = `
The password comes from --password-stdin, --password-file, the environment variable RPOP_PASSWORD, or a prompt. It goes
into the system's keychain, or where there is none, into an encrypted vault.

Examples:
  $ rpop connections add work pop3s://me@pop.example.org --folder Work --interval 5
  $ rpop connections add old pop3://me@192.0.2.7 --encryption starttls --delete-after 30`;

/** The commands that work on the configured connections and the running service. */
export function addServiceCommands(program: Command, done: (status: number) => void): void {
  common(program.command('run'))
    .description('fetch all connections at their intervals until Ctrl-C, logging to standard output')
    .action(async (options: ServiceCommandOptions) => {
      const { runCommand } = await import('./run-command.ts');
      done(await runCommand(options));
    });
  common(program.command('status'))
    .description('what runs, what ran, what is next and why')
    .action(async (options: ServiceCommandOptions) => {
      const { statusCommand } = await import('./status-command.ts');
      done(await statusCommand(options));
    });
  addConnectionsCommands(program, done);
  addSettingsCommands(program, done);
  addConfigurationCommands(program, done);
  common(program.command('log'))
    .description("show RPOP's own log")
    .option('--follow', 'go on with what is logged from now')
    .option('--connection <name>', 'only this connection')
    .option('--type <types>', `only these types: ${EVENT_TYPES.join(',')}`, eventTypes)
    .option('--lines <number>', 'only the last so many lines (default: all, or 20 with --follow)', number)
    .action(async (options: LogOptions) => {
      const { logCommand } = await import('./log-command.ts');
      done(await logCommand(options));
    });
}

function addConnectionsCommands(program: Command, done: (status: number) => void): void {
  const connections = program.command('connections').description('the mailboxes that RPOP fetches from');
  common(connections.command('list'))
    .description('all connections')
    .action(async (options: ServiceCommandOptions) => {
      const { listConnections } = await import('./connections-command.ts');
      done(await listConnections(options));
    });
  common(addConnectionOptions(connections.command('add').argument('<name>').argument('<url>')))
    .description('add a mailbox: pop3s://user@host[:port], or pop3://user@host[:port] with --encryption')
    .option('--password-stdin', 'read the password from standard input')
    .option('--password-file <file>', 'read the password from a file')
    .addHelpText('after', ADD_HELP)
    .action(async (name: string, url: string, options: ServiceCommandOptions & ConnectionOptions) => {
      const { addConnection } = await import('./connections-command.ts');
      done(await addConnection(name, url, options));
    });
  common(addConnectionOptions(connections.command('edit').argument('<name>')))
    .description('change a connection; only what is given changes')
    .option('--name <name>', 'call it something else')
    .option('--host <host>', 'the server')
    .option('--port <port>', 'its port', number)
    .option('--username <name>', 'the user name')
    .option('--password', 'ask for a new password')
    .option('--password-stdin', 'read a new password from standard input')
    .option('--password-file <file>', 'read a new password from a file')
    .option('--same-mailbox', 'with a new host or user name: the same mailbox at a new address')
    .addOption(
      new Option('--other-mailbox', 'with a new host or user name: another mailbox').conflicts('sameMailbox'),
    )
    .action(async (name: string, options: EditOptions) => {
      const { editConnection } = await import('./connections-command.ts');
      done(await editConnection(name, options));
    });
  common(connections.command('remove').argument('<name>'))
    .description('remove a connection and its password; its mail stays')
    .option('--forget', 'forget what was fetched, too: added again, everything on the server is new')
    .action(async (name: string, options: ServiceCommandOptions & { forget?: true }) => {
      const { removeConnection } = await import('./connections-command.ts');
      done(await removeConnection(name, options));
    });
  common(connections.command('test').argument('<name>'))
    .description('try a connection step by step; nothing is fetched')
    .action(async (name: string, options: ServiceCommandOptions) => {
      const { testConnection } = await import('./connections-command.ts');
      done(await testConnection(name, options));
    });
}

function addSettingsCommands(program: Command, done: (status: number) => void): void {
  const settings = program.command('settings').description('what is set for the service as a whole');
  common(settings.command('get').addArgument(new Argument('[name]', 'such as threads or threads.maximum')))
    .description('show settings')
    .action(async (name: string | undefined, options: ServiceCommandOptions) => {
      const { getSettings } = await import('./settings-command.ts');
      done(await getSettings(name, options));
    });
  common(settings.command('set').argument('<name>').argument('<value>', '"default" takes it back'))
    .description('change a setting; a running service takes it over at once')
    .action(async (name: string, value: string, options: ServiceCommandOptions) => {
      const { setSetting } = await import('./settings-command.ts');
      done(await setSetting(name, value, options));
    });
}

function addConfigurationCommands(program: Command, done: (status: number) => void): void {
  const configuration = program
    .command('configuration')
    .description('connections and settings as a file, without passwords');
  common(configuration.command('export').addArgument(new Argument('[file]', 'standard output without it')))
    .description('write connections and settings, but not what belongs to this computer')
    .action(async (file: string | undefined, options: ServiceCommandOptions) => {
      const { exportConfiguration } = await import('./configuration-command.ts');
      done(await exportConfiguration(file, options));
    });
  common(configuration.command('import').argument('<file>'))
    .description('take over what export wrote; connections that are here stay as they are')
    .option('--dry-run', 'only show what would change')
    .action(async (file: string, options: ServiceCommandOptions & { dryRun?: true }) => {
      const { importConfiguration } = await import('./configuration-command.ts');
      done(await importConfiguration(file, options));
    });
}

function common(command: Command): Command {
  return command
    .option('--data <dir>', 'where RPOP keeps what it knows (default: RPOP_HOME, or your data folder)')
    .option('--json', 'one JSON object a line');
}

function eventTypes(text: string): EventType[] {
  return text.split(',').map((name) => {
    const type = EVENT_TYPES.find((known) => known === name);
    if (type === undefined) throw new InvalidArgumentError(`Use ${EVENT_TYPES.join(', ')}.`);
    return type;
  });
}
