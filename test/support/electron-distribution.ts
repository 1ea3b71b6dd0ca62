import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What @electron/fuses looks for in the binary; after it come a version, a count, and a digit for each fuse. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As Electron ships: Node's ways in are open, nothing of the archive is checked. */
const FUSES_AS_SHIPPED = '101100011';

/**
 * Writes a stand-in for Electron's Linux distribution, which has to be downloaded otherwise. It holds the files that a
 * packager looks for and changes, with a few octets each, and cannot run anything.
 */
export function writeElectronDistribution(folder: string, version: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  const fuses = Buffer.concat([
    Buffer.from(FUSE_SENTINEL, 'latin1'),
    Buffer.from([1, FUSES_AS_SHIPPED.length]),
    Buffer.from(FUSES_AS_SHIPPED, 'latin1'),
  ]);
  const files: Readonly<Record<string, string | Uint8Array>> = {
    electron: Buffer.concat([Buffer.from('stand-in '), fuses, Buffer.from(' end\n')]),
    'chrome-sandbox': 'stand-in\n',
    chrome_crashpad_handler: 'stand-in\n',
    version,
    LICENSE: 'stand-in\n',
    'LICENSES.chromium.html': 'stand-in\n',
    'locales/en-US.pak': 'stand-in\n',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
    chmodSync(join(folder, name), 0o755);
  }
}
