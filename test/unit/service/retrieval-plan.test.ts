import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ListedMessage,
  planRetrieval,
  type RetrievalPolicy,
} from '../../../electron/service/retrieval-plan.ts';
import type { KnownMessage } from '../../../electron/store/mailbox-ledger.ts';

const DAY_MS = 24 * 3600 * 1000;
const NOW = 1_800_000_000_000;

const policies: fc.Arbitrary<RetrievalPolicy> = fc.record({
  afterTransfer: fc.oneof(
    fc.constant({ policy: 'keep' as const }),
    fc.constant({ policy: 'delete' as const }),
    fc.record({ policy: fc.constant('delete-after' as const), days: fc.integer({ min: 0, max: 30 }) }),
  ),
  largestMessageOctets: fc.constantFrom(0, 500),
  largerMessages: fc.constantFrom('skip', 'header'),
  messagesPerSession: fc.constantFrom(0, 3),
  order: fc.constantFrom('oldest', 'newest'),
});

const entries: fc.Arbitrary<KnownMessage> = fc.record({
  state: fc.constantFrom('recorded', 'short', 'header', 'marked', 'gone'),
  octets: fc.integer({ min: 0, max: 1000 }),
  retrievedAt: fc.integer({ min: NOW - 40 * DAY_MS, max: NOW }),
});

const uids = fc.integer({ min: 1, max: 40 }).map(String);

const worlds = fc.record({
  listed: fc
    .uniqueArray(fc.record({ uid: uids, octets: fc.integer({ min: 0, max: 1000 }) }), {
      selector: ({ uid }) => uid,
    })
    .map((messages): ListedMessage[] =>
      messages.map((message, index) => ({ number: index + 1, ...message })),
    ),
  known: fc.array(fc.tuple(uids, entries)).map((pairs) => new Map(pairs)),
  policy: policies,
});

describe('the retrieval plan', () => {
  it('has each listed message exactly once', () => {
    fc.assert(
      fc.property(worlds, ({ listed, known, policy }) => {
        const { retrieve, retrieveHeader, remove, skip } = planRetrieval(listed, known, policy, NOW);
        const numbers = [
          ...retrieve,
          ...retrieveHeader,
          ...remove,
          ...skip.map(({ message }) => message),
        ].map(({ number }) => number);
        expect(numbers.toSorted((a, b) => a - b)).toEqual(listed.map(({ number }) => number));
      }),
    );
  });

  it('deletes only what is durable here, and retrieves only what is not', () => {
    fc.assert(
      fc.property(worlds, ({ listed, known, policy }) => {
        const { retrieve, remove } = planRetrieval(listed, known, policy, NOW);
        for (const { uid } of remove) expect(['recorded', 'marked']).toContain(known.get(uid)?.state);
        // Of `header` the whole is wanted, once the limit allows it.
        for (const { uid } of retrieve)
          expect([undefined, 'gone', 'header']).toContain(known.get(uid)?.state);
        expect(policy.afterTransfer.policy === 'keep' && remove.length > 0).toBe(false);
      }),
    );
  });

  it('counts the days to a deletion from the retrieval', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 0, max: 30 }), ({ listed, known, policy }, days) => {
        const after = { ...policy, afterTransfer: { policy: 'delete-after' as const, days } };
        const { remove, skip } = planRetrieval(listed, known, after, NOW);
        for (const { uid } of remove) {
          expect((known.get(uid)?.retrievedAt ?? NOW) + days * DAY_MS).toBeLessThanOrEqual(NOW);
        }
        const due = skip.flatMap(({ why }) => (why.reason === 'kept-until' ? [why.at] : []));
        for (const at of due) expect(at).toBeGreaterThan(NOW);
      }),
    );
  });

  it('keeps to the limits, and to the order', () => {
    fc.assert(
      fc.property(worlds, ({ listed, known, policy }) => {
        const { retrieve } = planRetrieval(listed, known, policy, NOW);
        const { messagesPerSession, largestMessageOctets, order } = policy;
        expect(retrieve.length).toBeLessThanOrEqual(messagesPerSession || Infinity);
        for (const { octets } of retrieve)
          expect(octets).toBeLessThanOrEqual(largestMessageOctets || Infinity);
        const numbers = retrieve.map(({ number }) => number);
        expect(numbers).toEqual(numbers.toSorted((a, b) => (order === 'oldest' ? a - b : b - a)));
      }),
    );
  });

  it('leaves the rest of a maildrop of 300,000 new messages to the next session', () => {
    const listed = Array.from({ length: 300_000 }, (_, index): ListedMessage => ({
      number: index + 1,
      uid: String(index),
      octets: 100,
    }));
    const policy: RetrievalPolicy = {
      afterTransfer: { policy: 'keep' },
      largestMessageOctets: 0,
      largerMessages: 'skip',
      messagesPerSession: 10,
      order: 'oldest',
    };
    const { retrieve, skip } = planRetrieval(listed, new Map(), policy, NOW);
    expect([retrieve.length, skip.length]).toEqual([10, 299_990]);
  });

  it('settles every mark of an earlier session: still there, or gone', () => {
    fc.assert(
      fc.property(worlds, ({ listed, known, policy }) => {
        const { stillThere, gone } = planRetrieval(listed, known, policy, NOW);
        const marked = [...known].filter(([, { state }]) => state === 'marked').map(([uid]) => uid);
        expect([...stillThere.map(({ uid }) => uid), ...gone].toSorted()).toEqual(marked.toSorted());
      }),
    );
  });
});
