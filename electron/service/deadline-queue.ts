interface Item<K> {
  readonly key: K;
  at: number;
  /** Breaks ties: first set, first out. */
  order: number;
}

const before = <K>(a: Item<K>, b: Item<K>): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Keys with a deadline each, earliest first: an indexed binary heap. Every operation is O(log n) or better. */
export class DeadlineQueue<K> {
  readonly #heap: Item<K>[] = [];
  readonly #index = new Map<K, number>();
  #order = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** The key with the earliest deadline. */
  peek(): { readonly key: K; readonly at: number } | undefined {
    return this.#heap[0];
  }

  /** Adds the key or moves its deadline. */
  set(key: K, at: number): void {
    const index = this.#index.get(key);
    const item = index === undefined ? undefined : this.#heap[index];
    if (index === undefined || item === undefined) {
      this.#heap.push({ key, at, order: this.#order++ });
      this.#up(this.#heap.length - 1);
    } else if (item.at !== at) {
      item.at = at;
      item.order = this.#order++;
      this.#down(this.#up(index));
    }
  }

  /** Removes the key, if it is there. */
  delete(key: K): void {
    const index = this.#index.get(key);
    if (index === undefined) return;
    this.#index.delete(key);
    const last = this.#heap.pop();
    if (last === undefined || index === this.#heap.length) return;
    this.#place(last, index);
    this.#down(this.#up(index));
  }

  #place(item: Item<K>, index: number): void {
    this.#heap[index] = item;
    this.#index.set(item.key, index);
  }

  #up(start: number): number {
    const item = this.#heap[start];
    if (item === undefined) return start;
    let index = start;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = this.#heap[parentIndex];
      if (parent === undefined || !before(item, parent)) break;
      this.#place(parent, index);
      index = parentIndex;
    }
    this.#place(item, index);
    return index;
  }

  #down(start: number): void {
    const item = this.#heap[start];
    if (item === undefined) return;
    let index = start;
    for (;;) {
      let childIndex = 2 * index + 1;
      let child = this.#heap[childIndex];
      const right = this.#heap[childIndex + 1];
      if (child !== undefined && right !== undefined && before(right, child)) {
        child = right;
        childIndex += 1;
      }
      if (child === undefined || !before(child, item)) break;
      this.#place(child, index);
      index = childIndex;
    }
    this.#place(item, index);
  }
}
