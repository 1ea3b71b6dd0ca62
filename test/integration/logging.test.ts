import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import { EventLog } from '../../electron/logging/event-log.ts';
import { SystemSink } from '../../electron/logging/system-sink.ts';
import type { RpopService } from '../../electron/service/rpop-service.ts';
import type { LogEvent } from '../../shared/events.ts';
import { loggingSchema } from '../../shared/logging.ts';
import { canMount } from '../support/can-mount.ts';
import { type Workplace, workplace } from '../support/rpop.ts';
import { draft, openService } from '../support/service.ts';
import { startSyslogReceiver } from '../support/syslog-receiver.ts';

const EVERYTHING = ['critical', 'error', 'warning', 'information', 'protocol'] as const;
const MAIL = Array.from({ length: 3 }, (_, index) => ({
  uidl: `u${index}`,
  octets: Buffer.from(`Subject: ${index}\r\n\r\nThe body of message ${index}\r\n`),
}));

describe('events', () => {
  let place: Workplace;
  let server: Pop3Server;
  let port: number;
  let service: RpopService | undefined;
  beforeEach(async () => {
    place = workplace();
    server = new Pop3Server({
      users: { box: 'secret', other: 'secret' },
      maildrops: { box: MAIL, other: MAIL },
    });
    port = (await server.listen()).port;
  });
  afterEach(async () => {
    await service?.stop();
    service = undefined;
    await server.close();
    place[Symbol.dispose]();
  });

  /** A service with these log settings, and a session of each connection. */
  const fetchWith = async (logging: object, names: readonly string[] = ['box']): Promise<RpopService> => {
    service = await openService(place.data, { logging });
    service.start({ schedule: false });
    for (const name of names) {
      await service.addConnection({ draft: draft(name, port), password: 'secret' });
      expect(await service.fetch({ connection: name, larger: false })).toMatchObject({
        retrieved: MAIL.length,
        error: undefined,
      });
    }
    return service;
  };
  const logFile = (): string => readFileSync(join(place.data, 'logs/rpop.log'), 'utf8');

  test.each(['udp', 'tcp'] as const)(
    'go to another host by %s, each with its severity',
    async (transport) => {
      const receiver = await startSyslogReceiver(transport);
      try {
        const remote = { enabled: true, host: '127.0.0.1', port: receiver.port, transport, facility: 'mail' };
        await fetchWith({ eventTypes: EVERYTHING, remote, internal: { enabled: false } });
        await expect.poll(() => receiver.messages.join('\n')).toContain('Session ended: 3 messages fetched');
        const header = (priority: number, type: string): RegExp =>
          new RegExp(`^<${priority}>1 \\S+ \\S+ rpop ${process.pid} ${type} - .*\\[box #`, 'm');
        // Mail is facility 2; information has severity 6, and the dialogue 7 (RFC 5424 §6.2.1).
        expect(receiver.messages.join('\n')).toMatch(header(22, 'information'));
        expect(receiver.messages.join('\n')).toMatch(header(23, 'protocol'));
        expect(receiver.messages.join('\n')).not.toMatch(/secret|The body of message/);
        expect(existsSync(join(place.data, 'logs'))).toBe(false);
      } finally {
        await receiver.stop();
      }
    },
  );

  test("go to this computer's syslog through logger, with their priority in front", async () => {
    const command = join(place.folder, 'logger');
    const received = join(place.folder, 'received');
    writeFileSync(command, `#!/bin/sh\nprintf '%s\\n' "$*" > "${received}.arguments"\ncat > "${received}"\n`);
    chmodSync(command, 0o755);
    const sink = new SystemSink({ command });
    expect(await sink.send([Buffer.from('<22>- one\n'), Buffer.from('<19>- two\n')])).toBe(2);
    await sink.close();
    expect(readFileSync(received, 'utf8')).toBe('<22>- one\n<19>- two\n');
    expect(readFileSync(`${received}.arguments`, 'utf8')).toBe('--prio-prefix --tag rpop\n');
    const missing = new SystemSink({ command: join(place.folder, 'nothing') });
    await expect(missing.send([Buffer.from('one\n')])).rejects.toMatchObject({ code: 'ENOENT' });
    await missing.close();
  });

  test('that no destination takes hold up no fetch, and are reported', async () => {
    const dead = await startSyslogReceiver('tcp');
    await dead.stop();
    mkdirSync(place.data, { recursive: true });
    // A file stands where the folder of the logs has to be.
    writeFileSync(join(place.data, 'logs'), '');
    const running = await fetchWith({
      eventTypes: EVERYTHING,
      remote: { enabled: true, host: '127.0.0.1', port: dead.port, transport: 'tcp' },
    });
    await expect.poll(() => running.status().logTrouble).toHaveLength(2);
    expect(running.status().logTrouble.join('\n')).toMatch(/internal: .*EEXIST[^]*remote: .*ECONNREFUSED/);

    // The host is back: what waited for it comes.
    const back = await startSyslogReceiver('tcp', dead.port);
    await expect.poll(() => back.messages.join('\n'), { timeout: 20_000 }).toContain('3 messages fetched');
    await expect.poll(() => running.status().logTrouble).toHaveLength(1);
    await back.stop();
  });

  test.skipIf(!canMount())('on a full disk hold up no fetch, and are reported', async () => {
    const logs = join(place.data, 'logs');
    mkdirSync(logs, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', logs]);
    try {
      writeFileSync(join(logs, 'filler'), Buffer.alloc(4096));
      const running = await fetchWith({ eventTypes: EVERYTHING });
      await expect.poll(() => running.status().logTrouble.join('\n')).toMatch(/internal: .*ENOSPC/);
      await running.stop();
      service = undefined;
    } finally {
      execFileSync('umount', [logs]);
    }
  });

  test('go where the first rule that matches says, and no type goes anywhere that is off', async () => {
    const receiver = await startSyslogReceiver('tcp');
    try {
      service = await openService(place.data);
      const other = await service.addConnection({ draft: draft('other', port), password: 'secret' });
      await service.stop();
      await fetchWith({
        remote: { enabled: true, host: '127.0.0.1', port: receiver.port, transport: 'tcp' },
        rules: [
          { connection: other.id, destinations: ['remote'] },
          { eventTypes: ['information'], destinations: ['internal'] },
        ],
      });
      await service.fetch({ connection: 'other', larger: false });
      await expect.poll(() => receiver.messages.join('\n')).toContain('[other #');
      await expect.poll(logFile).toContain('[box #');
      expect(receiver.messages.join('\n')).not.toContain('[box #');
      expect(logFile()).not.toMatch(/\[other #.*(Logged in|Session ended)/);
      expect(logFile() + receiver.messages.join('\n')).not.toContain('protocol');
    } finally {
      await receiver.stop();
    }
  });

  test('of one connection are of its own types, as text or JSON, and follow a change at once', async () => {
    const running = await fetchWith({ format: 'json' });
    await running.editConnection({ connection: 'box', changes: { eventTypes: ['protocol'] } });
    const before = await expect.poll(logFile).toContain('The connection was changed.').then(logFile, logFile);
    await running.fetch({ connection: 'box', larger: false });
    await expect.poll(logFile).toContain('QUIT');
    const lines = logFile()
      .slice(before.length)
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      expect(line).toMatchObject({ type: 'protocol', connection: { name: 'box' }, at: expect.any(String) });
    }
    await running.changeSettings({ logging: { format: 'text' } });
    await expect.poll(logFile).toMatch(/^\S+ information - The settings were changed\.$/m);
  });
});

test('an event log writes at once what it can, and what waits at the end', async () => {
  using place = workplace();
  const log = new EventLog({ folder: join(place.folder, 'logs'), settings: loggingSchema.parse({}) });
  const event = (message: string): LogEvent => ({
    type: 'log',
    eventType: 'warning',
    at: 0,
    connection: undefined,
    message,
  });
  for (let number = 0; number < 1_000; number += 1) log.write(event(`event ${number}`));
  await log.close(5_000);
  const lines = readFileSync(join(place.folder, 'logs/rpop.log'), 'utf8').trimEnd().split('\n');
  expect(lines).toEqual(
    Array.from({ length: 1_000 }, (_, number) => `1970-01-01T00:00:00.000Z warning - event ${number}`),
  );
});
