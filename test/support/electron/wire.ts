/**
 * Structured clone as text, for what crosses between this process and a page. Both functions are complete in themselves:
 * their source runs in the page, too. Plain data, Date, Map, Set, Error, buffers; no cycles.
 */
export function encode(value: unknown): string {
  const refuse = (what: unknown): never => {
    throw new Error(`An object could not be cloned: ${String(what)}`);
  };
  const tree = (each: unknown): unknown => {
    switch (typeof each) {
      case 'string':
      case 'boolean':
        return each;
      case 'undefined':
        return { t: 'u' };
      case 'number':
        return Number.isFinite(each) && !Object.is(each, -0)
          ? each
          : { t: 'n', v: Object.is(each, -0) ? '-0' : String(each) };
      case 'bigint':
        return { t: 'i', v: each.toString() };
      case 'function':
      case 'symbol':
        return refuse(typeof each);
      case 'object':
        break;
    }
    if (each === null) return null;
    if (Array.isArray(each)) return { t: 'a', v: each.map(tree) };
    if (each instanceof Date) return { t: 'd', v: each.getTime() };
    if (each instanceof Map)
      return { t: 'm', v: [...each].map(([key, inside]) => [tree(key), tree(inside)]) };
    if (each instanceof Set) return { t: 's', v: [...each].map(tree) };
    if (each instanceof Error) return { t: 'e', v: each.message };
    if (each instanceof ArrayBuffer) return { t: 'b', v: [...new Uint8Array(each)] };
    if (ArrayBuffer.isView(each)) {
      return { t: 'b', v: [...new Uint8Array(each.buffer, each.byteOffset, each.byteLength)] };
    }
    if (each instanceof Promise || each instanceof WeakMap) refuse(Object.prototype.toString.call(each));
    return { t: 'o', v: Object.entries(each).map(([key, inside]) => [key, tree(inside)]) };
  };
  return JSON.stringify(tree(value));
}

export function decode(text: string): unknown {
  type Node = string | number | boolean | null | { t: string; v: never };
  const value = (node: Node): unknown => {
    if (node === null || typeof node !== 'object') return node;
    const { t, v } = node;
    switch (t) {
      case 'u':
        return undefined;
      case 'n':
        return Number(v);
      case 'i':
        return BigInt(v);
      case 'a':
        return (v as Node[]).map(value);
      case 'd':
        return new Date(v);
      case 'm':
        return new Map((v as [Node, Node][]).map(([key, inside]) => [value(key), value(inside)]));
      case 's':
        return new Set((v as Node[]).map(value));
      case 'e':
        return new Error(v);
      case 'b':
        return new Uint8Array(v);
      default: {
        const object = {};
        // As structured clone does: `__proto__` becomes an ordinary property.
        for (const [key, inside] of v as [string, Node][]) {
          Object.defineProperty(object, key, {
            value: value(inside),
            enumerable: true,
            configurable: true,
            writable: true,
          });
        }
        return object;
      }
    }
  };
  return value(JSON.parse(text) as Node);
}
