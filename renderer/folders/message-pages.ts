/** Messages are asked for in pages of so many. */
export const PAGE_SIZE = 100;

/** The numbers of the pages that rows `first` to `last` are on. */
export function pagesFor(first: number, last: number, size = PAGE_SIZE): readonly number[] {
  const from = Math.floor(first / size);
  const to = Math.floor(Math.max(first, last) / size);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
