import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DeadlineQueue } from '../../../electron/service/deadline-queue.ts';

test('gives the earliest deadline first, whatever was set, moved and deleted before', () => {
  const operation = fc.record({
    key: fc.integer({ min: 0, max: 30 }),
    at: fc.option(fc.integer({ min: 0, max: 50 })),
  });
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
      const queue = new DeadlineQueue<number>();
      const model = new Map<number, number>();
      for (const { key, at } of operations) {
        if (at === null) {
          queue.delete(key);
          model.delete(key);
        } else {
          queue.set(key, at);
          model.set(key, at);
        }
        expect(queue.size).toBe(model.size);
        expect(queue.peek()?.at).toBe(model.size === 0 ? undefined : Math.min(...model.values()));
      }
      const drained: number[] = [];
      for (let first = queue.peek(); first; first = queue.peek()) {
        expect(model.get(first.key)).toBe(first.at);
        drained.push(first.at);
        queue.delete(first.key);
      }
      expect(drained).toEqual([...model.values()].toSorted((a, b) => a - b));
    }),
  );
});

test('serves keys with the same deadline in the order in which they were set', () => {
  const queue = new DeadlineQueue<string>();
  const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  for (const key of keys) queue.set(key, 1);
  const served = keys.map(() => {
    const key = queue.peek()?.key ?? '';
    queue.delete(key);
    return key;
  });
  expect(served).toEqual(keys);
});
