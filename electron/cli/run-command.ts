import { once } from 'node:events';
import type { LogEvent } from '../../shared/events.ts';
import { printable } from '../../shared/printable.ts';
import { askOf } from '../control/answer.ts';
import { controlAddress } from '../control/control-address.ts';
import { ControlServer } from '../control/control-server.ts';
import { RpopService } from '../service/rpop-service.ts';
import { resolveDataFolder } from '../store/data-folder.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { askPassphrase } from './passphrase.ts';
import { reportError } from './report-error.ts';
import { stopSignals } from './stop-signals.ts';
import { printJson } from './print-json.ts';
import type { ServiceCommandOptions } from './with-service.ts';

/** `rpop run`: the schedule in the foreground, its log on standard output, until SIGINT or SIGTERM. */
export async function runCommand(options: ServiceCommandOptions): Promise<number> {
  const dataFolder = resolveDataFolder({ option: options.data });
  const { stop, abort, release } = stopSignals();
  let service: RpopService | undefined;
  let control: ControlServer | undefined;
  try {
    service = await RpopService.open({ dataFolder, env: process.env, ask: askPassphrase });
    const { log, configuration } = service;
    const nameOf = (id: string): string => configuration.connections.get(id)?.name ?? id;
    log.subscribe((event) => {
      if (options.json) printJson(event);
      else process.stdout.write(line(event, nameOf));
    });
    control = new ControlServer(askOf(service));
    await control.listen(controlAddress(dataFolder));
    service.start({ schedule: true });
    if (!stop.aborted) await once(stop, 'abort');
    abort.addEventListener('abort', () => {
      // Twice asked to end: now. What is durable is safe, and the rest is on the servers.
      process.exit(EXIT_STATUS.cancelled);
    });
    return EXIT_STATUS.none;
  } catch (error) {
    return reportError(error, options);
  } finally {
    await control?.close();
    await service?.stop();
    release();
  }
}

function line(
  { at, eventType, connection, message, code }: LogEvent,
  nameOf: (id: string) => string,
): string {
  const who = connection === undefined ? '' : ` [${nameOf(connection)}]`;
  const why = code === undefined ? '' : ` (${code})`;
  return `${printable(`${new Date(at).toISOString()} ${eventType}${who} ${message}${why}`)}\n`;
}
