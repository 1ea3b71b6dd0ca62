import type { z } from 'zod';
import { connectionDraftSchema } from '../../../../shared/connection.ts';
import type { ErrorReport } from '../../../../shared/errors.ts';
import { fieldProblems } from '../../../../shared/field-problem.ts';
import type { WINDOW_REQUESTS, WindowMethod, WindowOutput } from '../../../../shared/ipc.ts';
import { ReportedError } from '../../../../shared/reported-error.ts';
import type { SessionSummary } from '../../../../shared/service-contract.ts';
import { settingsSchema } from '../../../../shared/settings.ts';
import { type FakeService, usage } from './fake-service.ts';
import { fakePreview, fakeTest } from './fake-test.ts';
import { sampleMessages, totals } from './sample-mail.ts';

type Input<M extends WindowMethod> = z.output<(typeof WINDOW_REQUESTS)[M]>;
export type Answers = {
  readonly [M in WindowMethod]: (input: Input<M>) => WindowOutput[M] | Promise<WindowOutput[M]>;
};

const NOTHING: SessionSummary = {
  retrieved: 0,
  deleted: 0,
  skipped: 0,
  failed: 0,
  octets: 0,
  error: undefined,
};

const CANCELLED: ErrorReport = { code: 'cancelled', kind: 'cancelled', message: 'Cancelled.', hint: '' };

const STEP_MS = 250;
const pass = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Every request of the contract, answered by the fake service. */
export function createAnswers(service: FakeService, locale: string): Answers {
  const cancelled = new Set<string>();
  const silent = new Map<string, () => void>();
  const checked = (draft: unknown) => {
    const parsed = connectionDraftSchema.safeParse(draft);
    if (parsed.success) return parsed.data;
    throw usage('invalid-connection', 'A field is not right.', fieldProblems(parsed.error));
  };
  return {
    'connections.list': () => [...service.connections.values()],
    'connections.add': ({ draft }) => service.keep(draft),
    'connections.edit': ({ connection, changes, sameMailbox }) => {
      const before = service.find(connection);
      const { id: _id, mailbox: _mailbox, ...fields } = before;
      const merged: Record<string, unknown> = { ...fields, ...(changes as object) };
      for (const [field, value] of Object.entries(merged)) if (value === null) delete merged[field];
      const moved = merged['host'] !== before.host || merged['username'] !== before.username;
      if (moved && sameMailbox === undefined) {
        const message = 'Is it the same mailbox at a new address, or another mailbox?';
        throw usage('same-mailbox', message, [{ field: 'sameMailbox', message }]);
      }
      return service.keep(merged, before);
    },
    'connections.remove': ({ connection }) => service.remove(connection),
    'connections.test': ({ connection }) => fakeTest(service.find(connection), undefined),
    'connections.preview': fakePreview,
    'settings.get': () => service.settings,
    'settings.set': ({ changes }) => {
      const parsed = settingsSchema.safeParse(mergedSettings(service.settings, changes));
      if (!parsed.success)
        throw usage('invalid-settings', 'A setting is not right.', fieldProblems(parsed.error));
      service.settings = parsed.data;
      service.emit({ type: 'configuration' });
      return service.settings;
    },
    status: () => service.status(),
    fetch: ({ connection }) => {
      service.fetch(connection);
      return NOTHING;
    },
    pause: ({ connection, until }) => {
      service.pause(connection, until);
      return true;
    },
    resume: ({ connection }) => {
      service.resume(connection);
      return true;
    },
    'fetch.cancel': ({ connection }) => {
      service.cancel(connection);
      return true;
    },
    'draft.test': async ({ draft, password, token }) => {
      const result = fakeTest(checked(draft), password);
      for (const step of result.steps) {
        await pass(STEP_MS);
        if (cancelled.has(token)) break;
        service.emit({ type: 'test-step', token, step });
      }
      await pass(STEP_MS);
      if (!cancelled.delete(token)) return result;
      return { steps: [], failure: { step: 'connect', error: CANCELLED } };
    },
    'draft.preview': async ({ draft, token }) => {
      const { host } = checked(draft);
      // A server that never answers.
      if (host.startsWith('silent')) await new Promise<void>((resolve) => silent.set(token, resolve));
      else await pass(STEP_MS);
      if (cancelled.delete(token)) throw new ReportedError(CANCELLED);
      return fakePreview();
    },
    'draft.cancel': ({ token }) => {
      cancelled.add(token);
      silent.get(token)?.();
      return true;
    },
    dialogue: ({ connection }) => {
      const { id } = service.find(connection);
      const lines = [
        'S: +OK POP3 ready <1896.697170952@pop.example.org>',
        'C: CAPA',
        'S: +OK Capability list follows',
        'C: AUTH SCRAM-SHA-256 ***',
        'S: + ***',
        'C: ***',
        'S: +OK maildrop has 3 messages (42118 octets)',
        'C: UIDL',
        'S: +OK',
        'C: QUIT',
        'S: -ERR <b>not</b> \u202eall\u0007 of it is text',
      ];
      return {
        events: lines.map((message, index) => ({
          type: 'log',
          eventType: 'protocol',
          at: Date.now() + index,
          connection: id,
          message,
        })),
        summary: NOTHING,
      };
    },
    'folders.list': () => service.folders,
    'folders.create': ({ folder }) => {
      service.folders.push({
        folder,
        path: `/home/ada/.local/share/rpop/mail/${folder}`,
        exists: true,
        messages: 0,
        unseen: 0,
        latestAt: undefined,
        connections: [],
      });
      service.emit({ type: 'mail', folder });
      return true;
    },
    'folders.messages': ({ folder, offset, limit }) => {
      const summary = service.folders.find((each) => each.folder === folder);
      const messages = summary === undefined ? [] : sampleMessages(summary, Date.now());
      return { messages: messages.slice(offset, offset + limit), total: messages.length };
    },
    'mail.seen': ({ connection }) => {
      service.seen(connection);
      return true;
    },
    'history.sessions': ({ connection, from, to, failures, limit }) =>
      service.sessions
        .filter(
          (record) =>
            record.startedAt >= from &&
            record.startedAt < to &&
            (connection === undefined || record.connection === connection) &&
            (!failures || record.error !== undefined),
        )
        .slice(0, limit),
    'history.totals': ({ connection, ...span }) =>
      totals(
        service.sessions.filter((record) => connection === undefined || record.connection === connection),
        span,
      ),
    'log.recent': ({ connection, types, text, limit }) =>
      service.log
        .filter(
          (event) =>
            (connection === undefined || event.connection === connection) &&
            (types === undefined || types.includes(event.eventType)) &&
            (text === undefined || event.message.toLowerCase().includes(text.toLowerCase())),
        )
        .slice(-limit),
    'configuration.export': () => ({
      format: 'rpop-configuration',
      version: 1,
      exportedAt: new Date().toISOString(),
      connections: [],
      settings: {},
    }),
    'configuration.import': () => ({
      added: ['Tokyo office'],
      kept: ['Work'],
      settings: ['threads.maximum'],
    }),
    'vault.answer': () => true,
    'app.facts': () => ({
      version: '0.1.0',
      platform: 'linux',
      versions: { electron: '45.4.1', chrome: '156.0', node: '24.21.0' },
      tray: true,
      locale,
    }),
    'app.quit': () => true,
    'folder.reveal': () => true,
    'logs.reveal': () => true,
    'data.reveal': () => true,
    'message.open': () => true,
    'message.reveal': () => true,
    'choose.file': () => '/home/ada/ca.pem',
    'choose.folder': () => '/home/ada/Mail',
    'configuration.save': () => '/home/ada/rpop-configuration.json',
    'configuration.open': () => ({
      document: {},
      would: { added: ['Tokyo office'], kept: ['Work'], settings: ['threads.maximum'] },
    }),
    'text.save': () => '/home/ada/log.txt',
    'text.copy': () => true,
    'link.open': () => true,
    'place.take': () => undefined,
  };
}

/** As SettingsStore merges: key by key, and null is the default. */
function mergedSettings(before: unknown, changes: unknown): unknown {
  if (!isObject(before) || !isObject(changes)) return changes;
  const result = { ...before };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete result[key];
    else result[key] = mergedSettings(result[key], value);
  }
  return result;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
