import { describe, expect, it } from 'vitest';
import { connectionDraftSchema } from '../../../shared/connection.ts';
import { settingsForAddress } from '../../../shared/provider-settings.ts';
import { PROVIDERS } from '../../../shared/providers.ts';

describe('the table of providers', () => {
  it('knows forty providers and more', () => {
    expect(PROVIDERS.length).toBeGreaterThanOrEqual(40);
  });

  const withPop3 = PROVIDERS.filter(({ host }) => host !== undefined);
  const others = PROVIDERS.filter(({ host }) => host === undefined);

  it.each(withPop3.flatMap(({ domains }) => domains))(
    'has settings for %s that make a valid connection',
    (domain) => {
      const { provider: _provider, ...draft } = settingsForAddress(`ada@${domain}`) ?? {};
      expect(connectionDraftSchema.safeParse(draft)).toMatchObject({ success: true });
    },
  );

  it.each(others.map(({ name, note }) => [name, note]))('says that %s offers no POP3', (_name, note) => {
    expect(note).toMatch(/no POP3|neither POP3/);
  });

  it('has notes in whole sentences, and help over HTTPS only', () => {
    const notes = PROVIDERS.flatMap(({ note }) => note ?? []);
    expect(notes.filter((note) => !/^[A-Z].*\.$/.test(note))).toEqual([]);
    const help = PROVIDERS.flatMap((provider) => provider.help ?? []);
    expect(help.filter((url) => new URL(url).protocol !== 'https:')).toEqual([]);
  });

  it('names every domain once, in lower case', () => {
    const domains = PROVIDERS.flatMap((provider) => provider.domains);
    expect(domains.filter((domain, index) => domains.indexOf(domain) !== index)).toEqual([]);
    expect(domains.filter((domain) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain))).toEqual([]);
  });
});
