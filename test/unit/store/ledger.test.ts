import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isDamage } from '../../../electron/store/ledger-error.ts';
import { Ledger } from '../../../electron/store/ledger.ts';

describe('the ledger', () => {
  let folder: string;
  const asides: string[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rpop-ledger-'));
    asides.length = 0;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const open = (): Promise<Ledger> =>
    Ledger.open(join(folder, 'ledger.sqlite'), { now: () => 1_000, onSetAside: (path) => asides.push(path) });

  test('keeps many notes by one commit, and is not taken for damaged', async () => {
    const ledger = await open();
    ledger.together(() => {
      for (let id = 0; id < 100; id += 1) ledger.schedule().save(`c${id}`, '{}');
    });
    ledger.close();
    const again = await open();
    expect(again.schedule().load('c99')).toBe('{}');
    again.close();
    expect(asides).toEqual([]);
    expect(readdirSync(folder)).toEqual(['ledger.sqlite']);
  });

  test('takes a commit back as a whole when a part of it fails', async () => {
    const ledger = await open();
    expect(() => {
      ledger.together(() => {
        ledger.schedule().save('c1', '{}');
        throw new Error('the rest did not work');
      });
    }).toThrow('the rest did not work');
    expect(ledger.schedule().load('c1')).toBeUndefined();
    ledger.close();
  });

  test('remembers messages, marks and what is gone, over a restart', async () => {
    const ledger = await open();
    const mailbox = ledger.mailbox('me@example.org');
    const record = (uid: string) => ({ uid, state: 'recorded' as const, octets: 10, header: undefined });
    mailbox.record(['a', 'b', 'c'].map(record));
    mailbox.setState(['b'], 'marked');
    mailbox.setState(['c'], 'gone');
    ledger.close();
    const again = await open();
    const known = again.mailbox('me@example.org').known();
    expect([...known].map(([uid, { state }]) => [uid, state])).toEqual([
      ['a', 'recorded'],
      ['b', 'marked'],
      ['c', 'gone'],
    ]);
    expect(again.mailbox('other@example.org').known().size).toBe(0);
    again.close();
  });
});

describe('damage', () => {
  const failureOf = (statement: string): unknown => {
    using database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE message (uid TEXT PRIMARY KEY) STRICT');
    try {
      database.exec(statement);
    } catch (error) {
      return error;
    }
    throw new Error('It did not fail.');
  };

  test.each([
    ['a table that is missing', 'SELECT * FROM mailbox'],
    ['a column that is missing', 'SELECT octets FROM message'],
    ['contents of another type', `INSERT INTO message VALUES (x'00')`],
  ])('is %s', (_what, statement) => {
    expect(isDamage(failureOf(statement))).toBe(true);
  });

  test.each([
    ['a setting within a transaction', 'BEGIN; PRAGMA synchronous = FULL'],
    ['a transaction within another', 'BEGIN; BEGIN'],
    ['a mistake in a statement', 'SELEC 1'],
  ])('is not %s', (_what, statement) => {
    expect(isDamage(failureOf(statement))).toBe(false);
  });
});
