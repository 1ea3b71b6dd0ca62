import { describe, expect, it } from 'vitest';
import { hasTray } from '../../../../electron/desktop/tray/tray-presence.ts';

describe('the application', () => {
  it('believes in a tray only where somebody on the session bus shows one', async () => {
    expect(await hasTray('linux', async () => 'boolean true')).toBe(true);
    expect(await hasTray('linux', async () => 'boolean false')).toBe(false);
    expect(await hasTray('linux', async () => Promise.reject(new Error('no bus')))).toBe(false);
    expect(await hasTray('darwin')).toBe(true);
  });
});
