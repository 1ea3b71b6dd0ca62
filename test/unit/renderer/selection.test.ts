import { describe, expect, it } from 'vitest';
import {
  all,
  among,
  extendTo,
  move,
  NOTHING_SELECTED,
  only,
  toggle,
} from '../../../renderer/connections/selection.ts';

const ROWS = ['a', 'b', 'c', 'd', 'e'];
const selected = ({ selected: ids }: { readonly selected: ReadonlySet<string> }) => [...ids].toSorted();

describe('selecting rows', () => {
  it('begins at the first row going down and at the last going up', () => {
    expect(move(NOTHING_SELECTED, ROWS, { by: 1, extend: false }).active).toBe('a');
    expect(move(NOTHING_SELECTED, ROWS, { by: -1, extend: false }).active).toBe('e');
  });

  it('stays within the rows', () => {
    expect(move(only('a'), ROWS, { by: -10, extend: false }).active).toBe('a');
    expect(move(only('c'), ROWS, { by: Infinity, extend: false }).active).toBe('e');
    expect(move(only('c'), ROWS, { by: -Infinity, extend: false }).active).toBe('a');
  });

  it('selects a range with Shift, and a smaller one on the way back', () => {
    const down = move(move(only('b'), ROWS, { by: 1, extend: true }), ROWS, { by: 1, extend: true });
    expect(selected(down)).toEqual(['b', 'c', 'd']);
    expect(selected(move(down, ROWS, { by: -1, extend: true }))).toEqual(['b', 'c']);
    expect(selected(extendTo(down, ROWS, 'a'))).toEqual(['a', 'b']);
  });

  it('adds and takes away with Ctrl', () => {
    const two = toggle(only('a'), 'c');
    expect(selected(two)).toEqual(['a', 'c']);
    expect(selected(toggle(two, 'a'))).toEqual(['c']);
  });

  it('selects everything and keeps the place of the keyboard', () => {
    const everything = all(ROWS, only('c'));
    expect(selected(everything)).toEqual(ROWS);
    expect(everything.active).toBe('c');
  });

  it('forgets rows that are gone, and is the same object while none are', () => {
    const two = toggle(only('a'), 'c');
    expect(among(two, ROWS)).toBe(two);
    const left = among(two, ['a', 'b']);
    expect(selected(left)).toEqual(['a']);
    expect(left.active).toBeUndefined();
  });
});
