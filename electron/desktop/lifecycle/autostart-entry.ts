import { join } from 'node:path';

export const HIDDEN_OPTION = '--hidden';

/** Where desktops look for what starts at login (XDG Desktop Application Autostart Specification). */
export function autostartPath(env: NodeJS.ProcessEnv, home: string): string {
  const config = env['XDG_CONFIG_HOME'];
  return join(config ? config : join(home, '.config'), 'autostart', 'rpop.desktop');
}

/** The desktop entry that starts a program (Desktop Entry Specification 1.5). */
export function autostartEntry(program: string, args: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=RPOP',
    'Comment=Fetches mail from remote mailboxes',
    `Exec=${[program, ...args].map(quoted).join(' ')}`,
    'Icon=rpop',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/**
 * One argument of Exec: in quotes, with a backslash before what a shell would take, and percent doubled; then as a
 * string of the file, in which a backslash is written twice.
 */
function quoted(argument: string): string {
  const escaped = argument.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%');
  return `"${escaped.replaceAll('\\', '\\\\')}"`;
}
