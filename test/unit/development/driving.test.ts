import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { describe, expect, it } from 'vitest';
import { NOT_IN_ELECTRON, whyNotInElectron } from '../../support/driving/not-in-electron.ts';
import { ownOutput } from '../../support/driving/own-output.ts';
import { openModule } from '../../support/electron-main/opened-module.ts';
import { replace } from '../../support/electron-main/replace.ts';

describe('what is left out in Electron', () => {
  const specs = globSync(join(import.meta.dirname, '../../e2e/*.test.ts')).map((path) =>
    readFileSync(path, 'utf8'),
  );

  it.each(NOT_IN_ELECTRON)('is a spec that there is: $spec', ({ spec }) => {
    expect(specs.some((text) => text.includes(`it('${spec}'`))).toBe(true);
  });

  it('is left out with its reason, and nowhere but where it is impossible', () => {
    expect(whyNotInElectron('quits on closing where there is no tray', 'win32')).toContain(
      'always have a tray',
    );
    expect(whyNotInElectron('quits on closing where there is no tray', 'linux')).toBeUndefined();
    expect(
      whyNotInElectron('explains itself, and leads into the first connection', 'darwin'),
    ).toBeUndefined();
  });
});

describe('the output of a driven application', () => {
  it('is what it printed itself, without what drives it', () => {
    const output = [
      'Debugger listening on ws://127.0.0.1:41235/4e5f',
      'For help, see: https://nodejs.org/en/docs/inspector',
      '',
      'DevTools listening on ws://127.0.0.1:39871/devtools/browser/1b2c',
      '[4711:1125/010203.456789:ERROR:dbus/bus.cc(408)] Failed to connect to the bus',
      'Debugger attached.',
      'RPOP cannot start',
      '[work] 3 messages',
      'Waiting for the debugger to disconnect...',
      '',
    ].join('\n');
    expect(ownOutput(output)).toBe('RPOP cannot start\n[work] 3 messages\n');
  });
});

describe('observing Electron', () => {
  it('fails where Electron does not let its own be replaced, instead of observing nothing', () => {
    const net: { isOnline: () => boolean } = { isOnline: () => true };
    Object.freeze(net);
    expect(() => {
      replace(net, 'isOnline', () => false);
    }).toThrow('Cannot redefine property: isOnline');
  });

  it('takes copies of what is sealed, which hold what is put there, and leaves the rest as it is', () => {
    const module = {
      net: Object.freeze({ isOnline: () => true, isCopied: () => true }),
      dialog: { showErrorBox: () => undefined },
      shell: {},
      clipboard: {},
      nativeImage: {},
      app: {},
    };
    // As much of it as is looked at.
    const { electron, copied } = openModule(module as unknown as typeof Electron);
    expect(copied).toEqual(['net']);
    replace(electron.net, 'isOnline', () => false);
    expect(electron.net.isOnline()).toBe(false);
    expect(electron.net).toHaveProperty('isCopied');
    expect(electron.dialog).toBe(module.dialog);
    expect(electron.app).toBe(module.app);
  });
});
