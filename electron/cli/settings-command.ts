import { EXIT_STATUS } from './exit-status.ts';
import { reportError } from './report-error.ts';
import { table } from './table.ts';
import { UsageError } from './usage-error.ts';
import { printJson } from './print-json.ts';
import { type ServiceCommandOptions, withService } from './with-service.ts';

/** `rpop settings get [name]` */
export function getSettings(name: string | undefined, options: ServiceCommandOptions): Promise<number> {
  return withService(options, async ({ ask }) => {
    const settings = await ask('settings.get', {});
    if (options.json) {
      printJson({ type: 'settings', ...settings });
      return EXIT_STATUS.none;
    }
    const all = flattened(settings);
    const wanted =
      name === undefined ? all : all.filter(([key]) => key === name || key.startsWith(`${name}.`));
    if (wanted.length === 0)
      throw new UsageError(`There is no setting named ${name}.`, 'List them: rpop settings get.');
    process.stdout.write(table(wanted));
    return EXIT_STATUS.none;
  });
}

/** `rpop settings set <name> <value>`: JSON, or plain text; `default` takes the setting back. */
export async function setSetting(
  name: string,
  value: string,
  options: ServiceCommandOptions,
): Promise<number> {
  let changes: unknown;
  try {
    changes = nested(name, value === 'default' ? null : parsed(value));
  } catch (error) {
    return reportError(error, options);
  }
  return withService(options, async ({ ask }) => {
    const settings = await ask('settings.set', { changes });
    if (options.json) printJson({ type: 'settings', ...settings });
    else
      process.stdout.write(
        table(flattened(settings).filter(([key]) => key === name || key.startsWith(`${name}.`))),
      );
    return EXIT_STATUS.none;
  });
}

/** `threads.maximum` and its value; lists as JSON. */
function flattened(value: unknown, path: readonly string[] = []): [string, string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [[path.join('.'), typeof value === 'string' ? value : JSON.stringify(value)]];
  }
  return Object.entries(value).flatMap(([key, inner]) => flattened(inner, [...path, key]));
}

function nested(name: string, value: unknown): unknown {
  const keys = name.split('.');
  if (keys.some((key) => !/^[A-Za-z]+$/.test(key)))
    throw new UsageError(`"${name}" is no setting's name.`, 'List them: rpop settings get.');
  return keys.reduceRight((inner: unknown, key) => ({ [key]: inner }), value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: a word, a path, a list with commas.
    return text.includes(',') ? text.split(',') : text;
  }
}
