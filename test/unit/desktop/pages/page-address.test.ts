import { posix, win32 } from 'node:path';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../../electron/desktop/pages/content-security-policy.ts';
import { isOurPage, pageFile } from '../../../../electron/desktop/pages/page-address.ts';

describe('the files of the pages', () => {
  it('are those in their folder', () => {
    expect(pageFile('/', '/app/pages', posix)).toBe('/app/pages/index.html');
    expect(pageFile('/assets/main%20x.js', '/app/pages', posix)).toBe('/app/pages/assets/main x.js');
  });

  it.each([
    '/../main.js',
    '/%2e%2e/main.js',
    '/a/..%2f..%2fmain.js',
    String.raw`/..\main.js`,
    '/%5c..%5cx',
    '/C:/x',
    '/x%00',
    '/%',
  ])('are not %s', (path) => {
    expect(pageFile(path, '/app/pages', posix)).toBeUndefined();
  });

  it('never lie outside, whatever the path', () => {
    const part = oneof(constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '\\', '/', 'C:', '%00'), string());
    const outside = (parts: readonly string[]): boolean =>
      [posix, win32].some((path) => {
        const folder = path === posix ? '/app/pages' : String.raw`C:\app\pages`;
        const file = pageFile(`/${parts.join('/')}`, folder, path);
        return file !== undefined && path.relative(folder, file).startsWith('..');
      });
    expect(() => {
      assert(property(array(part), (parts) => !outside(parts)));
    }).not.toThrow();
  });
});

describe('our pages', () => {
  it('are at app://rpop and nowhere else', () => {
    expect(isOurPage('app://rpop/index.html')).toBe(true);
    for (const address of [
      'app://rpop.example/',
      'https://rpop/',
      'app://evil/?app://rpop/',
      'data:,',
      'nonsense',
      '',
    ]) {
      expect(isOurPage(address)).toBe(false);
    }
  });

  it('may connect to nothing and run no code but their own', () => {
    const policy = contentSecurityPolicy();
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toContain('http');
  });
});
