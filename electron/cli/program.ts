import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { printable } from '../../shared/printable.ts';
import { AUTHENTICATIONS } from '../../shared/connection-choices.ts';
import { EXIT_STATUS } from './exit-status.ts';
import type { FetchOptions } from './fetch-command.ts';
import type { FetchConfiguredOptions } from './fetch-configured.ts';
import { addServiceCommands } from './service-commands.ts';

const FETCH_HELP = `
A name is one of a configured connection: its settings decide everything else.
For a URL the password comes from --password-stdin, --password-file, the environment variable RPOP_PASSWORD, or a prompt.

Examples:
  $ rpop fetch pop3s://me@pop.example.org --into ~/Mail/example
  $ pass mail/example | rpop fetch pop3://me@pop.example.org --into ~/Mail/example --password-stdin
  $ rpop fetch pop3s://me@pop.example.org --into ~/Mail/example --delete

Mail is stored as a Maildir with LF line endings, otherwise octet for octet as the server sent it. A second run
fetches only what is new. With --delete, a message is removed from the server only when it is safely on disk.

Exit status: 0 all well; 1 a fetch failed; 2 wrong usage; 3 authentication; 4 connection or TLS; 5 the local side
(disk, permissions); 6 the server broke the protocol.`;

const PROGRAM_HELP = `
Start with one of these:
  $ rpop demo                                              a mailbox of our own, fetched before your eyes
  $ rpop connections add work pop3s://me@pop.example.org   a mailbox of yours
  $ rpop run                                               fetches them all, at their intervals
  $ rpop fetch pop3s://me@pop.example.org --into ~/Mail    one retrieval, without any configuration
  $ rpop help connections add                              every option, with examples`;

/** Runs one command line. Returns the exit status. */
export async function runProgram(args: readonly string[], version: string): Promise<number> {
  let status: number = EXIT_STATUS.none;
  const program = new Command('rpop')
    .description(
      'Fetches mail from remote POP3 mailboxes into your own folders, without losing or doubling any.',
    )
    .version(version)
    .addHelpText('after', PROGRAM_HELP)
    .showHelpAfterError('(rpop --help shows how)')
    .configureOutput({ writeErr: (text) => process.stderr.write(text.split('\n').map(printable).join('\n')) })
    .exitOverride();

  program
    .command('fetch')
    .description('fetch once: configured connections by name (all of them without), or a mailbox by its URL')
    .argument('[what...]', 'names of connections, or pop3s://user@host[:port], or pop3://… with --security')
    .option('--dry-run', 'only show what would be fetched, deleted and left, and why')
    .option('--larger', 'for configured connections: messages over their size limit, too')
    .option('--into <dir>', 'for a URL: the Maildir that the mail goes to; created if need be')
    .option('--folder <name>', 'a folder below it, with / between levels', '')
    .addOption(
      new Option('--security <how>', 'for pop3://: encryption (default: starttls)').choices([
        'none',
        'starttls',
      ]),
    )
    .addOption(
      new Option('--auth <method>', 'how to log in; auto takes the strongest that both sides know')
        .choices(AUTHENTICATIONS)
        .default('auto'),
    )
    .option('--password-stdin', 'read the password from standard input')
    .option('--password-file <file>', 'read the password from a file')
    .option('--delete', 'remove fetched mail from the server (keeping it is the default)')
    .option('--ca <file>', 'trust the certificates in this PEM file instead of the system authorities')
    .option('--insecure', 'do not verify the certificate: anybody on the network can read along')
    .option('--timeout <seconds>', 'how long the server may be silent', parseTimeout, 60)
    .option('--data <dir>', 'where RPOP remembers what it fetched (default: RPOP_HOME, or your data folder)')
    .option('--json', 'one JSON object a line, the summary last')
    .addHelpText('after', FETCH_HELP)
    .action(
      async (what: string[], options: Partial<FetchOptions> & FetchConfiguredOptions, command: Command) => {
        const [url] = what;
        if (url === undefined || !url.includes('://')) {
          refuseForNames(command);
          const { fetchConfigured } = await import('./fetch-configured.ts');
          status = await fetchConfigured(what, options);
          return;
        }
        const { into } = options;
        if (what.length > 1) command.error('error: one URL at a time');
        if (into === undefined) command.error('error: --into <dir> says where the mail goes');
        const { fetchCommand } = await import('./fetch-command.ts');
        // Commander filled in the defaults; `into` was looked at.
        status = await fetchCommand(url, options as FetchOptions);
      },
    );

  addServiceCommands(program, (result) => {
    status = result;
  });

  program
    .command('demo')
    .description('fetch a sample mailbox from an embedded server and show what came')
    .option('--into <dir>', 'the Maildir that the mail goes to (default: a new temporary folder)')
    .action(async (options: { into?: string }) => {
      const { demoCommand } = await import('./demo-command.ts');
      status = await demoCommand(options);
    });

  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT_STATUS.none : EXIT_STATUS.usage;
  }
  return status;
}

/** What only a URL leaves open is set in a configured connection. */
function refuseForNames(command: Command): void {
  for (const name of [
    'into',
    'folder',
    'security',
    'auth',
    'passwordStdin',
    'passwordFile',
    'delete',
    'ca',
    'insecure',
    'timeout',
  ]) {
    if (command.getOptionValueSource(name) === 'cli') {
      command.error(
        `error: --${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is for a URL; a connection has it set`,
      );
    }
  }
}

function parseTimeout(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 1 && seconds <= 3600)) throw new InvalidArgumentError('Use 1 to 3600 seconds.');
  return seconds;
}
