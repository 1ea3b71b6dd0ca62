import { checked, reportOf } from '../../../electron/control/answer.ts';
import { onJsonLine } from '../../../electron/control/json-lines.ts';
import { CredentialsError } from '../../../electron/credentials/credentials-error.ts';
import { parseVault } from '../../../electron/credentials/vault-format.ts';
import { pollHistorySchema } from '../../../electron/service/poll-history.ts';
import { connectionDraftSchema, connectionSchema } from '../../../shared/connection.ts';
import { fieldProblems } from '../../../shared/field-problem.ts';
import { isFolderName } from '../../../shared/folder-name.ts';
import { InvalidInputError } from '../../../shared/invalid-input.ts';
import { settingsSchema } from '../../../shared/settings.ts';
import { DeadSocket } from '../../support/dead-socket.ts';
import { caught, cutsIn, type FuzzTarget, promise } from '../target.ts';

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROLS = /[\u0000-\u001f\u007f]/;

/** The input as JSON, where it is; otherwise the text itself. */
function valueIn(input: Buffer): unknown {
  const text = input.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What we count on: nothing that is parsed reaches into the objects of the program. */
function promiseOwnObjects(): void {
  promise(Object.keys(Object.prototype).length === 0 && !('x' in {}), 'no prototype is touched');
}

const DRAFT = JSON.stringify({
  ...{
    name: 'Work',
    host: 'pop.example.org',
    port: 995,
    encryption: 'tls',
    username: 'me@example.org',
    folder: 'a/b',
  },
  ...{
    afterTransfer: { policy: 'delete-after', days: 30 },
    fingerprint: 'AB:'.repeat(31) + 'AB',
    eventTypes: ['error'],
  },
});
const CONNECTION = JSON.stringify({
  ...{
    id: '11111111-1111-4111-8111-111111111111',
    mailbox: 'm',
    name: 'n',
    host: 'h',
    port: 110,
    username: 'u',
  },
  ...{ folder: 'f', intervalMinutes: 5, afterTransfer: { policy: 'keep' } },
});
const SETTINGS = JSON.stringify({
  ...{ threads: { minimum: 1, maximum: 4 }, mailRoot: '/mail', credentialStore: 'vault', batteryFactor: 2 },
  logging: { eventTypes: ['error'], remote: { enabled: true, host: 'log.example.org', port: 514 } },
});

export const DOCUMENT_TARGETS: readonly FuzzTarget[] = [
  {
    name: 'connections',
    seeds: [DRAFT, CONNECTION, '{"__proto__":{"x":1}}', '[]', 'null', '1e400'],
    run: (input) => {
      const value = valueIn(input);
      for (const schema of [connectionDraftSchema, connectionSchema]) {
        const parsed = schema.safeParse(value);
        if (!parsed.success) {
          promise(fieldProblems(parsed.error).length > 0, 'the field that is not right is named');
          continue;
        }
        const { host, username, folder, name, port } = parsed.data;
        for (const text of [host, username, name]) promise(!CONTROLS.test(text), 'no control character');
        promise(folder === undefined || isFolderName(folder), 'a folder below the root');
        promise(port === undefined || (port >= 1 && port <= 65_535), 'a port');
        const again = schema.safeParse(JSON.parse(JSON.stringify(parsed.data)));
        promise(
          again.success && JSON.stringify(again.data) === JSON.stringify(parsed.data),
          'kept as it was taken',
        );
      }
      promiseOwnObjects();
    },
  },
  {
    name: 'settings',
    seeds: [SETTINGS, '{}', '{"threads":{"minimum":9,"maximum":1}}', '{"logging":{"format":"json"}}'],
    run: (input) => {
      const parsed = settingsSchema.safeParse(valueIn(input));
      if (parsed.success) {
        const { minimum, maximum } = parsed.data.threads;
        promise(minimum <= maximum && maximum <= 64, 'a number of threads');
        const again = settingsSchema.safeParse(JSON.parse(JSON.stringify(parsed.data)));
        promise(
          again.success && JSON.stringify(again.data) === JSON.stringify(parsed.data),
          'kept as it was taken',
        );
      } else {
        promise(fieldProblems(parsed.error).length > 0, 'the field that is not right is named');
      }
      promiseOwnObjects();
    },
  },
  {
    name: 'control-requests',
    seeds: [
      '{"id":1,"method":"fetch","input":{"connection":"Work","larger":false},"events":true}',
      `{"id":2,"method":"connections.add","input":{"draft":${DRAFT},"password":"secret"},"events":false}`,
      '{"id":3,"method":"pause","input":{"connection":"c","until":1e308},"events":false}',
      '{"id":4,"method":"settings.set","input":{"changes":{"threads":{"maximum":8}}},"events":false}',
      '{"id":5,"method":"constructor","input":{},"events":false}',
      '{"id":6,"method":"__proto__","input":null,"events":false}',
      '{}\n[]\nnull\n"\\ud800"\n',
    ],
    run: (input) => {
      const request = Object(valueIn(input)) as { method?: unknown; input?: unknown };
      const refused = caught(InvalidInputError, () => {
        const { method, input: taken } = checked(request.method, request.input);
        promise(typeof method === 'string' && typeof taken === 'object', 'a request that there is');
      });
      if (refused !== undefined)
        promise(JSON.stringify(reportOf(refused)).length < 100_000, 'a short answer');
      promiseOwnObjects();
    },
  },
  {
    name: 'control-lines',
    seeds: ['{"id":1}\n{"id":2}\n', '"\xc3\xa9"\n', 'no json\n', '1\n2', '\n\n'],
    run: (input) => {
      const read = (pieces: readonly Buffer[]): string => {
        const socket = new DeadSocket();
        const values: unknown[] = [];
        onJsonLine(socket.asSocket(), (value) => values.push(value));
        for (const piece of pieces) if (!socket.destroyed) socket.emit('data', piece);
        return JSON.stringify(values);
      };
      promise(read(cutsIn(input)) === read([input]), 'the same lines however the octets are cut');
    },
  },
  {
    name: 'vault',
    seeds: [
      '{"format":"rpop-vault","version":2}',
      JSON.stringify({
        ...{
          format: 'rpop-vault',
          version: 1,
          check: Buffer.alloc(32).toString('base64'),
          cipher: 'aes-256-gcm',
        },
        kdf: { name: 'scrypt', N: 1024, r: 8, p: 1, salt: Buffer.alloc(16).toString('base64') },
        ...{
          nonce: Buffer.alloc(12).toString('base64'),
          tag: Buffer.alloc(16).toString('base64'),
          ciphertext: '',
        },
        sha256: '',
      }),
    ],
    run: (input) => {
      const refused = caught(CredentialsError, () => {
        const { kdf } = parseVault(input.toString('utf8'), 'vault');
        promise(kdf.N <= 2 ** 17, 'a cost that the memory can bear');
      });
      promise(
        refused === undefined || /^vault-(damaged|version)$/.test(refused.code),
        'what is wrong is said',
      );
    },
  },
  {
    name: 'poll-history',
    seeds: ['{"since":1,"anchor":1,"failures":0,"inUse":0}', '{"since":1,"hold":{"kind":"authentication"}}'],
    run: (input) => {
      pollHistorySchema.safeParse(valueIn(input));
      promiseOwnObjects();
    },
  },
];
