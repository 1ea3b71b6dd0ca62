import { describe, expect, it } from 'vitest';
import { autostartEntry } from '../../../../electron/desktop/lifecycle/autostart-entry.ts';

describe('the autostart file', () => {
  it('has paths so that no shell and no desktop takes them apart', () => {
    const entry = autostartEntry('/opt/a b/$x`"%', ['--hidden']);
    expect(entry.split('\n')).toContain('Exec="/opt/a b/\\\\$x\\\\`\\\\"%%" "--hidden"');
  });
});
