/** Something that takes octets from outside. */
export interface FuzzTarget {
  readonly name: string;
  /** Texts to start from, one octet a character; the files of test/fuzz/corpus/<name> come on top. */
  readonly seeds: readonly string[];
  /** Throws where the code under test, or what is promised of it, breaks. Errors that it documents are no break. */
  readonly run: (input: Buffer) => void | Promise<void>;
}

/** Breaks the target where a promise is not kept. */
export function promise(kept: boolean, words: string): asserts kept {
  if (!kept) throw new Error(`Not kept: ${words}`);
}

/** What `work` throws, if that is of the kind that it may throw; anything else is thrown on. */
export function caught<E extends Error>(
  kind: abstract new (...args: never) => E,
  work: () => void,
): E | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof kind) return error;
    throw error;
  }
}

/** Where to cut the input, told by the input itself: the same cuts for the same input. */
export function cutsIn(input: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < input.length;) {
    const size = 1 + ((input[at] ?? 0) % 13);
    // A copy of its own, as a socket gives it.
    pieces.push(Buffer.from(input.subarray(at, at + size)));
    at += size;
  }
  return pieces;
}
