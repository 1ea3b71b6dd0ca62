/**
 * `npm run e2e`: the end-to-end tests alone. On the stand-in for Electron; with `--electron` in Electron itself, and
 * with `--electron=PATH` in the Electron whose program is there. What else is given goes on to vitest.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { electronProgram } from './electron-program.ts';

const OPTION = '--electron';

/** Makes a display, and chooses its number. */
const WITH_A_DISPLAY = ['xvfb-run', '--auto-servernum'] as const;

const ON_THE_STAND_IN = `
Or give the program itself: npm run e2e -- --electron=/path/to/electron
Without it, the same tests run on a stand-in for Electron: npm run e2e
`;

process.exitCode = run(process.argv.slice(2));

function run(args: readonly string[]): number {
  const wish = args.find((each) => each === OPTION || each.startsWith(`${OPTION}=`));
  const vitest = ['vitest', 'run', '--project', 'e2e', ...args.filter((each) => each !== wish)];
  if (wish === undefined) return start(vitest, {});

  const path = wish === OPTION ? electronProgram(ON_THE_STAND_IN) : resolve(wish.slice(OPTION.length + 1));
  if (path === undefined) return 1;
  if (!existsSync(path)) return refuse(`There is no ${path}.\n${ON_THE_STAND_IN}`);
  const version = versionOf(path);
  if (version === undefined) {
    return refuse(`${path} does not answer as Electron does: it may be of another system, or incomplete.\n`);
  }
  say(`Electron ${version}: ${path}\n`);

  const display = process.platform !== 'linux' || hasDisplay();
  if (!display && !isInstalled(WITH_A_DISPLAY[0])) {
    return refuse(
      'There is no display (DISPLAY, WAYLAND_DISPLAY), and no xvfb-run to make one: apt-get install xvfb\n',
    );
  }
  if (!display) say('There is no display: xvfb-run makes one.\n');
  return start([...(display ? [] : WITH_A_DISPLAY), ...vitest], {
    RPOP_E2E_ELECTRON: path,
  });
}

/** The exit status of a command. */
function start([command = '', ...args]: readonly string[], env: Readonly<Record<string, string>>): number {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  if (error !== undefined) return refuse(`${command} could not be started: ${error.message}\n`);
  return status ?? 1;
}

/** What the program says that it is. As Node, it needs no display to say so. */
function versionOf(path: string): string | undefined {
  const { status, stdout } = spawnSync(path, ['-p', 'process.versions.electron'], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  return status === 0 ? /^\d+\.\S+$/m.exec(stdout)?.[0] : undefined;
}

function hasDisplay(): boolean {
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function say(words: string): void {
  process.stdout.write(words);
}

function refuse(words: string): 1 {
  process.stderr.write(words);
  return 1;
}
