import { describe, expect, it } from 'vitest';
import { startOptions } from '../../../../electron/desktop/lifecycle/start-options.ts';

describe('the application', () => {
  it('takes its own options among those of Chromium', () => {
    expect(startOptions(['--no-sandbox', '--hidden', '--data=/x', '--remote-debugging-port=0'])).toEqual({
      hidden: true,
      data: '/x',
    });
    expect(startOptions([])).toEqual({ hidden: false, data: undefined });
  });
});
