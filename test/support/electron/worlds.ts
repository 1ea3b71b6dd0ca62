/**
 * What runs in the page: the two ends of Electron's contextBridge, one in the page's own world and one in the preload's.
 * They share nothing but the document, over which they send events of a secret name; the browser clones what the events
 * carry. Each function is complete in itself, for its source is what is run.
 */

interface Bridge {
  /** Makes a copy of `api` a property of the other world's window; functions become functions that call over. */
  expose(key: string, api: unknown): void;
}

type Packed =
  | { readonly t: 'v'; readonly v: unknown }
  | { readonly t: 'a'; readonly v: readonly Packed[] }
  | { readonly t: 'o'; readonly v: readonly (readonly [string, Packed])[] }
  | { readonly t: 'f' | 'p'; readonly v: number };

type Message =
  | { readonly kind: 'hello' }
  | { readonly kind: 'expose'; readonly key: string; readonly api: Packed }
  | { readonly kind: 'call'; readonly call: number; readonly fn: number; readonly args: readonly Packed[] }
  | { readonly kind: 'returned'; readonly call: number; readonly ok: boolean; readonly value: Packed }
  | { readonly kind: 'settled'; readonly promise: number; readonly ok: boolean; readonly value: Packed };

/** One end. What it uses of the page is taken before the page's own scripts can change it. */
export function connectWorlds(mine: string, theirs: string): Bridge {
  const { document } = globalThis as unknown as { document: EventTarget };
  const listen = document.addEventListener.bind(document);
  const dispatch = document.dispatchEvent.bind(document);
  const Custom = CustomEvent;
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const returned = new Map<number, (message: { ok: boolean; value: Packed }) => void>();
  const settled = new Map<number, (message: { ok: boolean; value: Packed }) => void>();
  const exposed: { key: string; api: Packed }[] = [];
  let numbers = 0;

  const send = (detail: Message): void => {
    dispatch(new Custom(theirs, { detail }));
  };

  const pack = (value: unknown): Packed => {
    if (typeof value === 'function') {
      numbers += 1;
      functions.set(numbers, value as (...args: unknown[]) => unknown);
      return { t: 'f', v: numbers };
    }
    if (value instanceof Promise) {
      numbers += 1;
      const promise = numbers;
      value.then(
        (result: unknown) => {
          send({ kind: 'settled', promise, ok: true, value: pack(result) });
        },
        (error: unknown) => {
          send({ kind: 'settled', promise, ok: false, value: pack(messageOf(error)) });
        },
      );
      return { t: 'p', v: promise };
    }
    if (Array.isArray(value)) return { t: 'a', v: value.map(pack) };
    const isPlain =
      typeof value === 'object' &&
      value !== null &&
      [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
    if (isPlain)
      return { t: 'o', v: Object.entries(value).map(([key, inside]) => [key, pack(inside)] as const) };
    return { t: 'v', v: value };
  };

  const unpack = (packed: Packed): unknown => {
    switch (packed.t) {
      case 'v':
        return packed.v;
      case 'a':
        return packed.v.map(unpack);
      case 'o': {
        const object = {};
        for (const [key, inside] of packed.v) {
          const value = unpack(inside);
          Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
        }
        return object;
      }
      case 'f':
        return (...args: unknown[]) => callOver(packed.v, args);
      case 'p':
        return new Promise((resolve, reject) => {
          settled.set(packed.v, ({ ok, value }) => {
            if (ok) resolve(unpack(value));
            else reject(new Error(String(unpack(value))));
          });
        });
    }
  };

  const callOver = (fn: number, args: readonly unknown[]): unknown => {
    numbers += 1;
    const call = numbers;
    const answers: { ok: boolean; value: Packed }[] = [];
    returned.set(call, (message) => answers.push(message));
    // Listeners run before dispatch returns: the answer is there, as in Electron.
    send({ kind: 'call', call, fn, args: args.map(pack) });
    returned.delete(call);
    const [answer] = answers;
    if (answer === undefined) throw new Error('The other world is gone.');
    if (!answer.ok) throw new Error(String(unpack(answer.value)));
    return unpack(answer.value);
  };

  const onCall = ({ call, fn, args }: Extract<Message, { kind: 'call' }>): void => {
    try {
      const value = functions.get(fn)?.(...args.map(unpack));
      send({ kind: 'returned', call, ok: true, value: pack(value) });
    } catch (error) {
      send({ kind: 'returned', call, ok: false, value: pack(messageOf(error)) });
    }
  };

  const onExpose = ({ key, api }: { key: string; api: Packed }): void => {
    if (key in globalThis) return;
    const value = freeze(unpack(api));
    Object.defineProperty(globalThis, key, { value, enumerable: true, configurable: false, writable: false });
  };

  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null)
      for (const inside of Object.values(value)) freeze(inside);
    return Object.freeze(value);
  };

  const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

  listen(mine, (event) => {
    const message = (event as CustomEvent<Message>).detail;
    switch (message.kind) {
      case 'hello':
        // Whichever end begins second finds what the first had to say.
        for (const each of exposed) send({ kind: 'expose', ...each });
        break;
      case 'expose':
        onExpose(message);
        break;
      case 'call':
        onCall(message);
        break;
      case 'returned':
        returned.get(message.call)?.(message);
        break;
      case 'settled':
        settled.get(message.promise)?.(message);
        settled.delete(message.promise);
        break;
    }
  });
  send({ kind: 'hello' });

  return {
    expose: (key, api) => {
      const packed = { key, api: pack(api) };
      exposed.push(packed);
      send({ kind: 'expose', ...packed });
    },
  };
}

/** What the preload gets by `require('electron')`. `call` is the binding that reaches main. */
export function preloadModule(
  bridge: Bridge,
  call: (text: string) => void,
  encode: (value: unknown) => string,
  decode: (text: string) => unknown,
): { module: object; fromMain: (text: string) => void } {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Set<(event: object, ...args: unknown[]) => void>>();
  let numbers = 0;
  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        numbers += 1;
        waiting.set(numbers, { resolve, reject });
        call(encode({ kind: 'invoke', id: numbers, channel, args }));
      }),
    on: (channel: string, listener: (event: object, ...args: unknown[]) => void) => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      return ipcRenderer;
    },
    off: (channel: string, listener: (event: object, ...args: unknown[]) => void) => {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
  };
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => {
      bridge.expose(key, api);
    },
  };
  return {
    module: { ipcRenderer, contextBridge },
    fromMain: (text) => {
      const message = decode(text) as
        | { kind: 'sent'; channel: string; args: unknown[] }
        | { kind: 'answer'; id: number; value: unknown }
        | { kind: 'error'; id: number; message: string };
      if (message.kind === 'sent') {
        for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.args);
        return;
      }
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === 'answer') asked?.resolve(message.value);
      else asked?.reject(new Error(message.message));
    },
  };
}
