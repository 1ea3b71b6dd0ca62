import { parseArgs } from 'node:util';

export interface StartOptions {
  /** Stay in the tray until asked for. */
  readonly hidden: boolean;
  /** The data folder. */
  readonly data: string | undefined;
}

/** What RPOP was started with. Chromium's switches and macOS's own are among the arguments, too: others are left alone. */
export function startOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: { hidden: { type: 'boolean' }, data: { type: 'string' } },
  });
  return { hidden: values.hidden === true, data: typeof values.data === 'string' ? values.data : undefined };
}
