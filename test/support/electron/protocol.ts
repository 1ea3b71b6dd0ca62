type Handler = (request: Request) => Response | Promise<Response>;

const schemes = new Set<string>();
const handlers = new Map<string, Handler>();

/** Chromium knows no schemes of ours: `app://rpop/x` is `https://rpop.app.invalid/x` to it (RFC 2606 §2). */
export function toBrowser(address: string): string {
  const url = URL.parse(address);
  const scheme = url?.protocol.slice(0, -1) ?? '';
  if (url === null || !schemes.has(scheme)) return address;
  return `https://${url.host}.${scheme}.invalid${url.pathname}${url.search}${url.hash}`;
}

export function fromBrowser(address: string): string {
  const url = URL.parse(address);
  const [, host, scheme] = /^(.+)\.([a-z]+)\.invalid$/.exec(url?.host ?? '') ?? [];
  if (url === null || scheme === undefined || !schemes.has(scheme)) return address;
  return `${scheme}://${host ?? ''}${url.pathname}${url.search}${url.hash}`;
}

/** What main answers, if the address is of a scheme that it serves. */
export async function answered(address: string, method: string): Promise<Response | undefined> {
  const url = fromBrowser(address);
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  return handler?.(new Request(url, { method }));
}

export const protocol = {
  registerSchemesAsPrivileged: (list: readonly { readonly scheme: string }[]): void => {
    for (const { scheme } of list) schemes.add(scheme);
  },
  handle: (scheme: string, handler: Handler): void => {
    handlers.set(scheme, handler);
  },
};
