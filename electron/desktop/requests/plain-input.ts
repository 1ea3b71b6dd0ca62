/** How much a request may carry. Lengths of text are counted in characters. */
export interface InputLimits {
  readonly characters: number;
  readonly values: number;
  readonly depth: number;
}

/**
 * Why an input is not plain data of bounded size; undefined if it is. Structured clone lets more pass than our requests
 * need: cycles, Maps, buffers. The key `__proto__` means nothing good.
 */
export function whyNotPlain(input: unknown, limits: InputLimits): string | undefined {
  let characters = 0;
  let values = 0;
  const look = (value: unknown, depth: number): string | undefined => {
    values += 1;
    if (values > limits.values) return 'it holds too many values';
    if (depth > limits.depth) return 'it is nested too deeply';
    if (typeof value === 'string') {
      characters += value.length;
      return characters > limits.characters ? 'it is too large' : undefined;
    }
    if (value === null || ['undefined', 'boolean', 'number'].includes(typeof value)) return undefined;
    if (typeof value !== 'object') return 'it holds something other than plain data';
    // Before they are listed: a sparse array has a length and nothing in it.
    if (Array.isArray(value) && value.length > limits.values) return 'it holds too many values';
    const entries = entriesOf(value);
    if (entries === undefined) return 'it holds something other than plain data';
    for (const [key, inside] of entries) {
      if (key === '__proto__') return 'it has a key that it may not have';
      characters += key.length;
      const why = look(inside, depth + 1);
      if (why !== undefined) return why;
    }
    return characters > limits.characters ? 'it is too large' : undefined;
  };
  return look(input, 0);
}

function entriesOf(value: object): Iterable<[string, unknown]> | undefined {
  if (Array.isArray(value)) return value.map((inside: unknown): [string, unknown] => ['', inside]);
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? Object.entries(value) : undefined;
}
