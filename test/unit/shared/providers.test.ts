import { describe, expect, it } from 'vitest';
import { connectionDraftSchema } from '../../../shared/connection.ts';
import { PROVIDERS, settingsForAddress } from '../../../shared/providers.ts';

describe('the table of providers', () => {
  it('knows forty providers and more', () => {
    expect(PROVIDERS.length).toBeGreaterThanOrEqual(40);
  });

  it.each(PROVIDERS.map((provider) => [provider.domains[0], provider] as const))(
    'has settings for %s that make a valid connection, or says why there are none',
    (domain, { host, note, help }) => {
      if (help !== undefined) expect(new URL(help).protocol).toBe('https:');
      if (note !== undefined) expect(note).toMatch(/^[A-Z].*\.$/);
      if (host === undefined) {
        expect(note).toMatch(/no POP3|neither POP3/);
        return;
      }
      const { provider: _provider, ...draft } = settingsForAddress(`ada@${domain}`) ?? {};
      expect(connectionDraftSchema.safeParse(draft)).toMatchObject({ success: true });
    },
  );

  it('names every domain once, in lower case', () => {
    const domains = PROVIDERS.flatMap((provider) => provider.domains);
    expect(domains.filter((domain, index) => domains.indexOf(domain) !== index)).toEqual([]);
    expect(domains.filter((domain) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain))).toEqual([]);
  });
});

describe('the settings for an address', () => {
  it('are those of its provider, in either case', () => {
    expect(settingsForAddress(' Ada.Lovelace@GMX.net ')).toMatchObject({
      host: 'pop.gmx.net',
      port: 995,
      encryption: 'tls',
      username: 'Ada.Lovelace@GMX.net',
    });
  });

  it('have the part before the @ as the user name where the provider wants it so', () => {
    expect(settingsForAddress('ada@web.de')).toMatchObject({ username: 'ada', host: 'pop3.web.de' });
  });

  it('are guessed for a domain that is not known', () => {
    expect(settingsForAddress('ada@engine.example')).toEqual({
      provider: undefined,
      name: 'ada@engine.example',
      host: 'pop.engine.example',
      port: 995,
      encryption: 'tls',
      username: 'ada@engine.example',
    });
  });

  it.each(['', 'ada', 'ada@', 'ada@gmx', 'ada@gmx.', 'a b@gmx.net', '@gmx.net', 'ada@gmx.net@web'])(
    'are none while %j is no whole address',
    (address) => {
      expect(settingsForAddress(address)).toBeUndefined();
    },
  );
});
