import { join } from 'node:path';
import type { EventType } from '../../shared/events.ts';
import { printable } from '../../shared/printable.ts';
import { formatLine, type LogRecord } from '../logging/log-line.ts';
import { readLog } from '../logging/log-reader.ts';
import { resolveDataFolder } from '../store/data-folder.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { stopSignals } from './stop-signals.ts';
import { printJson } from './print-json.ts';
import type { ServiceCommandOptions } from './with-service.ts';

export interface LogOptions extends ServiceCommandOptions {
  readonly follow?: true;
  readonly connection?: string;
  readonly type?: readonly EventType[];
  readonly lines?: number;
}

/** `rpop log`: what RPOP's own log files hold. Whether the service runs does not matter. */
export async function logCommand(options: LogOptions): Promise<number> {
  const folder = join(resolveDataFolder({ option: options.data }), 'logs');
  const { stop, release } = stopSignals();
  const follow = options.follow ?? false;
  const print = (record: LogRecord): void => {
    if (options.json) printJson({ ...record, at: new Date(record.at).toISOString() });
    else process.stdout.write(`${printable(formatLine(record, 'text'))}\n`);
  };
  try {
    const most = options.lines ?? (follow ? 20 : Infinity);
    // Which are the last lines is known only at the end of what is there.
    const last: LogRecord[] = [];
    const hold = (record: LogRecord): void => {
      if (last.push(record) > most) last.shift();
    };
    let take = most === Infinity ? print : hold;
    const onCaughtUp = (): void => {
      last.forEach(print);
      take = print;
    };
    for await (const record of readLog({ folder, follow, signal: stop, onCaughtUp })) {
      if (isWanted(record, options)) take(record);
    }
    return EXIT_STATUS.none;
  } finally {
    release();
  }
}

function isWanted({ connection, type }: LogRecord, wanted: LogOptions): boolean {
  if (wanted.type !== undefined && !wanted.type.includes(type)) return false;
  if (wanted.connection === undefined) return true;
  return connection?.id === wanted.connection || connection?.name === wanted.connection;
}
