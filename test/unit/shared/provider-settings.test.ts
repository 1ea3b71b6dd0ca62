import { describe, expect, it } from 'vitest';
import { settingsForAddress } from '../../../shared/provider-settings.ts';

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
