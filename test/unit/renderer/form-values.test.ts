import { describe, expect, it } from 'vitest';
import {
  changesOf,
  draftOf,
  duplicateOf,
  EMPTY_FORM,
  errorsOf,
  formErrors,
  formOf,
  withChanges,
  withProvider,
} from '../../../renderer/connections/editor/form-values.ts';
import { connectionDraftSchema, connectionSchema } from '../../../shared/connection.ts';
import { settingsForAddress } from '../../../shared/provider-settings.ts';

const LIMITS = { minimumIntervalMinutes: 5, needsPassword: true };
const WORK = connectionSchema.parse({
  name: 'Work',
  host: 'pop.example.org',
  username: 'ada@example.org',
  port: 995,
  folder: 'Work',
  intervalMinutes: 10,
  id: '00000000-0000-4000-8000-000000000001',
  mailbox: 'ada@example.org@pop.example.org',
  largestMessageOctets: 25_000_000,
  afterTransfer: { policy: 'delete-after', days: 14 },
  fingerprint: 'a1'.repeat(32),
});

describe('from a form to a draft', () => {
  it('leaves out what is empty, so that the service gives its defaults', () => {
    const form = {
      ...EMPTY_FORM,
      name: 'Work',
      host: 'pop.example.org',
      username: 'ada',
      password: 'secret',
    };
    const draft = draftOf(form);
    expect(draft).not.toHaveProperty('port');
    expect(draft).not.toHaveProperty('password');
    expect(connectionDraftSchema.parse(draft)).toMatchObject({
      encryption: 'tls',
      afterTransfer: { policy: 'keep' },
      largestMessageOctets: 0,
    });
  });

  it('and back again changes nothing', () => {
    const form = formOf(WORK);
    expect(form).toMatchObject({ port: '', largestMessage: 25, policy: 'delete-after', days: 14 });
    const { id: _id, mailbox: _mailbox, port: _port, ...fields } = WORK;
    expect(connectionDraftSchema.parse(draftOf(form))).toEqual(fields);
  });

  it('sends only what changed, and null for what has its default back', () => {
    const form = formOf(WORK);
    expect(changesOf(form, form)).toEqual({});
    expect(changesOf(form, { ...form, name: 'Office', fingerprint: '', largestMessage: '' })).toEqual({
      name: 'Office',
      fingerprint: null,
      largestMessageOctets: null,
    });
  });
});

describe('what is not right in a form', () => {
  it('is said in the words of the schema, at the control', () => {
    expect(
      formErrors({ ...EMPTY_FORM, host: 'pop example', days: '', policy: 'delete-after' }, LIMITS),
    ).toEqual({
      name: 'The name is missing.',
      host: 'This is not the name of a host: write it like pop.example.org.',
      username: 'The user name is missing.',
      days: 'The number of days is a number.',
      password: 'The password is missing.',
    });
  });

  it('is nothing for a connection as it is kept', () => {
    expect(formErrors(formOf(WORK), { ...LIMITS, needsPassword: false })).toEqual({});
  });

  it('knows the service’s floor of the interval', () => {
    const form = { ...formOf(WORK), intervalMinutes: 2 };
    expect(formErrors(form, { ...LIMITS, needsPassword: false })).toEqual({
      intervalMinutes: 'The interval is at least 5 minutes here.',
    });
  });

  it('comes from the service, too', () => {
    expect(errorsOf([{ field: 'largestMessageOctets', message: 'Too much.' }])).toEqual({
      largestMessage: 'Too much.',
    });
  });
});

describe('what fills in a form', () => {
  it('an address does, and another address again, but not over what the user wrote', () => {
    const gmx = settingsForAddress('ada@gmx.net');
    const web = settingsForAddress('ada@web.de');
    if (gmx === undefined || web === undefined) throw new Error('Both are known.');
    const first = withProvider(EMPTY_FORM, undefined, gmx);
    expect(first).toMatchObject({
      host: 'pop.gmx.net',
      username: 'ada@gmx.net',
      port: '',
      intervalMinutes: 15,
    });
    const second = withProvider({ ...first, name: 'Mine' }, gmx, web);
    expect(second).toMatchObject({ host: 'pop3.web.de', username: 'ada', name: 'Mine' });
  });

  it('a remedy does, and its port follows the encryption', () => {
    const form = { ...formOf(WORK), encryption: 'starttls' as const, port: 995 };
    expect(withChanges(form, { encryption: 'tls', port: 995 })).toMatchObject({
      encryption: 'tls',
      port: '',
    });
    expect(withChanges({ ...form, port: 110 }, { encryption: 'tls' })).toMatchObject({ port: '' });
    expect(withChanges(form, { fingerprint: 'B2'.repeat(32) })).toMatchObject({
      fingerprint: 'b2'.repeat(32),
      encryption: 'starttls',
      port: 995,
    });
  });

  it('a remedy with nonsense does not', () => {
    const form = formOf(WORK);
    expect(withChanges(form, { encryption: 'rot13' })).toBe(form);
  });

  it('another connection does, under a free name and with a folder of its own', () => {
    expect(duplicateOf(WORK, ['Work', 'work copy'])).toMatchObject({
      name: 'Work copy 2',
      folder: '',
      host: 'pop.example.org',
    });
  });
});
