/** How many items come after one of them; all of them do when it is no longer there. */
export function countAfter<T>(items: readonly T[], item: T | undefined): number {
  return item === undefined ? items.length : items.length - 1 - items.lastIndexOf(item);
}
