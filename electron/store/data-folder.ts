import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where everything of this user lives: `--data`, else `RPOP_HOME`, else the platform's application-data folder. */
export function resolveDataFolder({ option }: { option?: string | undefined }): string {
  const { RPOP_HOME, XDG_DATA_HOME } = process.env;
  return resolve(option ?? RPOP_HOME ?? join(XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'rpop'));
}
