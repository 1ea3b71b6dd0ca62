/** Where the window's pages are: `app://rpop/index.html`. */
export const PAGES_SCHEME = 'app';
export const PAGES_HOST = 'rpop';
export const START_PAGE = `${PAGES_SCHEME}://${PAGES_HOST}/index.html`;

/** Whether an address is one of our pages. */
export function isOurPage(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${PAGES_SCHEME}:` && url.host === PAGES_HOST;
}

/**
 * The file in `folder` that a path of the address names, or undefined where it would be outside: by `..` in whatever
 * encoding, by a backslash (which Windows takes for `/`), a drive or stream, or NUL.
 */
export function pageFile(
  pathname: string,
  folder: string,
  { join, sep }: { readonly join: (...parts: string[]) => string; readonly sep: string },
): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\\') || path.includes(':') || path.includes('\0')) return undefined;
  const file = join(folder, path === '/' ? 'index.html' : path);
  return file.startsWith(folder + sep) ? file : undefined;
}
