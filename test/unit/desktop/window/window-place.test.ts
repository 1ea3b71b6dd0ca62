import { describe, expect, it } from 'vitest';
import { placeOnDisplays } from '../../../../electron/desktop/window/window-place.ts';

const usual = { width: 1_180, height: 780 };
const smallest = { width: 760, height: 520 };
const left = { x: 0, y: 25, width: 1_440, height: 875 };
const right = { x: 1_440, y: 0, width: 1_920, height: 1_080 };
const place = (was: typeof left | undefined, areas = [left, right]) =>
  placeOnDisplays(was, areas, usual, smallest);

describe("the window's place", () => {
  it('is where it was', () => {
    const was = { x: 1_500, y: 100, width: 1_000, height: 700 };
    expect(place(was)).toEqual(was);
  });

  it("is the system's choice the first time, and when its display is gone", () => {
    expect(place(undefined)).toEqual(usual);
    expect(place({ x: 2_000, y: 100, width: 1_000, height: 700 }, [left])).toEqual({
      width: 1_000,
      height: 700,
    });
  });

  it('is never larger than its display, smaller than it can be, or under a menu bar', () => {
    expect(place({ x: 10, y: 30, width: 5_000, height: 4_000 })).toEqual({
      x: 10,
      y: 30,
      width: 1_440,
      height: 875,
    });
    expect(place({ x: 10, y: 30, width: 1, height: 1 }, [right, left])).toMatchObject({
      width: 760,
      height: 520,
    });
    expect(place({ x: 10, y: 15, width: 1_000, height: 700 })).toMatchObject({ y: 25 });
  });
});
