import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ConfigurationImport } from '../../shared/configuration-document.ts';
import { printable } from '../../shared/printable.ts';
import { DocumentFile } from '../store/document-file.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { reportError } from './report-error.ts';
import { UsageError } from './usage-error.ts';
import { printJson } from './print-json.ts';
import { type ServiceCommandOptions, withService } from './with-service.ts';

/** `rpop configuration export [file]`: to standard output where no file is named. */
export function exportConfiguration(
  file: string | undefined,
  options: ServiceCommandOptions,
): Promise<number> {
  return withService(options, async ({ ask }) => {
    const text = `${JSON.stringify(await ask('configuration.export', {}), null, 2)}\n`;
    if (file === undefined) process.stdout.write(text);
    else await new DocumentFile(resolve(file)).write(text);
    return EXIT_STATUS.none;
  });
}

/** `rpop configuration import <file>` */
export async function importConfiguration(
  file: string,
  options: ServiceCommandOptions & { readonly dryRun?: true },
): Promise<number> {
  let document: unknown;
  try {
    document = await readDocument(file);
  } catch (error) {
    return reportError(error, options);
  }
  return withService(options, async ({ ask }) => {
    const done = await ask('configuration.import', { document, apply: !options.dryRun });
    if (options.json) printJson({ type: 'import', applied: !options.dryRun, ...done });
    else process.stdout.write(describe(done, options.dryRun ?? false));
    return EXIT_STATUS.none;
  });
}

async function readDocument(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `The file ${file} cannot be read as a configuration: ${why}`,
      'Give a file that rpop configuration export wrote.',
    );
  }
}

function describe({ added, kept, settings }: ConfigurationImport, dryRun: boolean): string {
  const lines = [
    ...added.map((name) => `new connection: ${name}`),
    ...kept.map((name) => `here already, stays as it is: ${name}`),
    ...settings.map((name) => `setting: ${name}`),
    ...(added.length + settings.length === 0 ? ['Nothing is new.'] : []),
    ...(dryRun ? ['Nothing was changed.'] : []),
    ...(added.length > 0 && !dryRun
      ? ['New connections need their passwords: rpop connections edit NAME --password.']
      : []),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}
