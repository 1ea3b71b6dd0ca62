import { describe, expect, it } from 'vitest';
import { moved, ruleOf, shadowed } from '../../../../renderer/settings/log-rules.ts';
import { loggingSchema } from '../../../../shared/logging.ts';

const ofErrors = ruleOf({ connection: null, eventTypes: ['error', 'critical'], destinations: ['system'] });
const ofWork = ruleOf({ connection: 'work', eventTypes: [], destinations: [] });

describe('a log rule', () => {
  it('leaves out what it does not say, as the schema wants it', () => {
    expect(ofErrors).toEqual({ eventTypes: ['error', 'critical'], destinations: ['system'] });
    expect(ofWork).toEqual({ connection: 'work', destinations: [] });
    expect(loggingSchema.parse({ rules: [ofErrors, ofWork] }).rules).toEqual([ofErrors, ofWork]);
  });

  it('changes its place, but not beyond the ends', () => {
    expect(moved([ofErrors, ofWork], 1, -1)).toEqual([ofWork, ofErrors]);
    expect(moved([ofErrors, ofWork], 0, -1)).toEqual([ofErrors, ofWork]);
    expect(moved([ofErrors, ofWork], 1, 1)).toEqual([ofErrors, ofWork]);
  });

  it('never decides where an earlier one takes all of its events', () => {
    const workErrors = ruleOf({ connection: 'work', eventTypes: ['error'], destinations: ['internal'] });
    expect([...shadowed([ofErrors, ofWork])]).toEqual([]);
    expect([...shadowed([ofWork, workErrors])]).toEqual([1]);
    expect([...shadowed([ofErrors, workErrors, ofWork])]).toEqual([1]);
    // It takes errors of every connection, but only errors of those of work.
    expect([...shadowed([workErrors, ofErrors])]).toEqual([]);
  });
});
