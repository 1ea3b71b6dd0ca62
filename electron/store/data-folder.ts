import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where everything of this user lives: `--data`, else `RPOP_HOME`, else the platform's application-data folder. */
export function resolveDataFolder({ option }: { option?: string | undefined }): string {
  return resolve(
    option ?? process.env['RPOP_HOME'] ?? applicationData(process.platform, process.env, homedir()),
  );
}

/** Windows: %APPDATA%\RPOP; macOS: ~/Library/Application Support/RPOP; else the XDG base directory for data. */
export function applicationData(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'RPOP');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'RPOP');
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'rpop');
}
