/** Puts something of ours where Electron's own is. Throws where that cannot be: nothing is observed in secret or not at all. */
export function replace<T extends object, K extends keyof T>(of: T, name: K, value: T[K]): void {
  Object.defineProperty(of, name, { value, configurable: true, enumerable: true, writable: true });
}

/** What a method is called with. */
type ArgumentsOf<M> = M extends (...args: infer A) => unknown ? A : never;

/** Tells of each call of a method, after it; Electron's own still does its work. */
export function afterCall<T extends object, K extends keyof T>(
  of: T,
  name: K,
  told: (self: T, ...args: ArgumentsOf<T[K]>) => void,
): void {
  const original = of[name] as (...args: ArgumentsOf<T[K]>) => unknown; // what has this name is a method
  const wrapped = function (this: T, ...args: ArgumentsOf<T[K]>): unknown {
    const result = original.apply(this, args);
    told(this, ...args);
    return result;
  };
  replace(of, name, wrapped as T[K]);
}
