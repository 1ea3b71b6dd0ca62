/** What electron-builder.yml makes of this checkout, packed with a stand-in for Electron's own files. */
import { cpSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { extractAll, extractFile, listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { FuseState } from '@electron/fuses/dist/constants.js';
import { LinuxTargetHelper } from 'app-builder-lib/out/targets/LinuxTargetHelper.js';
import { getConfig } from 'app-builder-lib/out/util/config/config.js';
import { validateSchema } from 'app-builder-lib/out/util/config/schemaValidator.js';
import schema from 'app-builder-lib/scheme.json' with { type: 'json' };
import { type Configuration, type LinuxPackager } from 'electron-builder';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packApplication } from '../../electron/packaging/pack-application.ts';
import { billOfMaterials } from '../../electron/packaging/sbom.ts';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import { sampleMaildrop } from '../../electron/demo/sample-maildrop.ts';
import { ConfiguredRpop } from '../support/configured-rpop.ts';
import { writeElectronDistribution } from '../support/electron-distribution.ts';
import { readMaildir } from '../support/maildir-reader.ts';
import { runRpop, type Workplace, workplace } from '../support/rpop.ts';

/** What we read of a CycloneDX document. */
interface Bill {
  readonly components: readonly { readonly name: string; readonly version: string }[];
}

const ROOT = join(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

describe('electron-builder.yml', () => {
  const configuration = async (): Promise<Configuration> => getConfig(ROOT, null, null);

  it("holds what electron-builder's schema allows", async () => {
    const document = await configuration();
    expect(() => {
      validateSchema(schema, document);
    }).not.toThrow();
  });

  it('would be refused with a word that the schema does not know', async () => {
    const misspelt = { ...(await configuration()), asarUnpacked: [] };
    expect(() => {
      validateSchema(schema, misspelt);
    }).toThrow("unknown property 'asarUnpacked'");
  });

  it('packs the Electron that is installed and tested', async () => {
    const installed: unknown = JSON.parse(
      readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8'),
    );
    expect(installed).toMatchObject({ version: (await configuration()).electronVersion });
  });
});

describe('the package', () => {
  let place: Workplace;
  let folder: string;
  let archive: string;
  let unpacked: string;
  let desktopEntry: string;

  beforeAll(async () => {
    // What is built once for all tests is the command line and the workers.
    for (const configFile of ['vite.preload.config.ts', 'vite.renderer.config.ts']) {
      await build({ configFile: join(ROOT, configFile), logLevel: 'warn' });
    }
    place = workplace();
    const electronDist = join(place.folder, 'electron');
    const { electronVersion } = await getConfig(ROOT, null, null);
    writeElectronDistribution(electronDist, String(electronVersion));
    [folder = ''] = await packApplication({
      platform: 'linux',
      folderOnly: true,
      changes: { electronDist, directories: { output: join(place.folder, 'release') } },
      onFolder: async ({ packager }) => {
        // A folder for Linux has no desktop entry yet; it is written into the installers.
        const linux = packager as LinuxPackager;
        desktopEntry = await new LinuxTargetHelper(linux).computeDesktopEntry(
          linux.platformSpecificBuildOptions,
        );
      },
    });
    archive = join(folder, 'resources/app.asar');
    unpacked = join(folder, 'resources/app.asar.unpacked');
    process.stdout.write(
      `The package without Electron: ${octetsIn(join(folder, 'resources')).toLocaleString('en')} octets, ` +
        `of which ${octetsIn(unpacked).toLocaleString('en')} beside the archive.\n`,
    );
    // Packing is much work for a busy machine.
  }, 180_000);
  afterAll(() => {
    place[Symbol.dispose]();
  });

  const inArchive = (): string[] =>
    listPackage(archive, { isPack: false })
      .map((path) => path.replaceAll('\\', '/').slice(1))
      .filter((path) => 'size' in statFile(archive, path));

  it('is there, with its program and its archive', () => {
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['LICENSE.electron.txt', 'chrome-sandbox', 'locales', 'resources', 'rpop']),
    );
    expect(statSync(join(folder, 'rpop')).mode & 0o111).toBe(0o111);
    expect(statSync(archive).size).toBeGreaterThan(100_000);
  });

  it('holds what runs', () => {
    expect(inArchive()).toEqual(
      expect.arrayContaining([
        'package.json',
        'LICENSE',
        'dist/main.js',
        'dist/preload.cjs',
        'dist/cli.js',
        'dist/fetch-worker.mjs',
        'dist/reading-worker.mjs',
        'dist/licenses.md',
        'dist/licenses-fetch-worker.md',
        'dist/renderer/index.html',
        'dist/renderer/licenses.md',
        'dist/icons/icon.png',
        'dist/icons/tray/idle-dark@2x.png',
        'node_modules/piscina/dist/worker.js',
        'node_modules/piscina/LICENSE',
      ]),
    );
  });

  it('holds nothing else: no sources, tests, documentation, maps or other modules', () => {
    const wanted = [
      /^(package\.json|LICENSE)$/,
      /^dist\/[\w-]+\.(js|mjs|cjs)$/,
      /^dist\/licenses(-(fetch|reading)-worker)?\.md$/,
      /^dist\/renderer\/(licenses\.md|index\.html|assets\/[\w-]+\.(js|css|svg|png|woff2))$/,
      /^dist\/icons\/(icon|tray\/[\w/-]+(@[\d.]+x)?)\.png$/,
      /^node_modules\/piscina\/(LICENSE|package\.json|dist\/[\w/-]+\.m?js)$/,
      /^node_modules\/keytar\/(LICENSE\.md|package\.json|lib\/keytar\.js|build\/Release\/keytar\.node)$/,
    ];
    expect(inArchive().filter((path) => !wanted.some((form) => form.test(path)))).toEqual([]);
  });

  it('holds no module that its bill of materials does not name', () => {
    const bill = JSON.parse(billOfMaterials(ROOT)) as Bill;
    const named = new Set(bill.components.map(({ name, version: of }) => `${name} ${of}`));
    const licences = inArchive().filter((path) => path.includes('/licenses'));
    const bundled = licences.flatMap((path) =>
      [
        ...extractFile(archive, path)
          .toString()
          .matchAll(/^## (\S+) - (\S+) /gm),
      ].map(([, name, of]) => `${name} ${of}`),
    );
    expect(bundled).toEqual(expect.arrayContaining([expect.stringMatching(/^zod /)]));
    expect(bundled.filter((module) => !named.has(module))).toEqual([]);
    for (const name of ['piscina', 'keytar']) expect([...named].join('\n')).toContain(`${name} `);
    // The tools stay at home.
    expect([...named].filter((module) => /^(electron|vite|knip|typescript) /.test(module))).toEqual([]);
  });

  it('has beside the archive what cannot be loaded from within, and only that', () => {
    const beside = filesIn(unpacked);
    expect(beside).toEqual(
      expect.arrayContaining([
        'dist/fetch-worker.mjs',
        'dist/reading-worker.mjs',
        'node_modules/piscina/dist/worker.js',
      ]),
    );
    expect(
      beside.filter((path) => !/^(dist\/\w+-worker\.mjs|node_modules\/piscina\/.*|.*\.node)$/.test(path)),
    ).toEqual([]);
    const marked = inArchive().filter((path) => 'unpacked' in statFile(archive, path));
    expect(marked.toSorted()).toEqual(beside);
  });

  it('starts at the window, under the names that desktops know', async () => {
    const metadata: unknown = JSON.parse(extractFile(archive, 'package.json').toString());
    expect(metadata).toMatchObject({
      name: 'rpop',
      version,
      type: 'module',
      main: 'dist/main.js',
      desktopName: 'rpop.desktop',
    });
    expect(metadata).not.toHaveProperty('devDependencies');
    const lines = desktopEntry.trim().split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        '[Desktop Entry]',
        'Name=RPOP',
        'Exec=/opt/RPOP/rpop %U',
        'Icon=rpop',
        'StartupWMClass=rpop',
        'Categories=Network;Email;',
      ]),
    );
    // Windows shows notifications of the application whose shortcut bears the same name.
    const { appId } = await getConfig(ROOT, null, null);
    expect(extractFile(archive, 'dist/main.js').toString()).toContain(`"${appId}"`);
    // RPOP does not write mail.
    expect(desktopEntry).not.toMatch(/MimeType|mailto/);
  });

  it('has its fuses set', async () => {
    const { DISABLE, ENABLE } = FuseState;
    expect(await getCurrentFuseWire(join(folder, 'rpop'))).toMatchObject({
      [FuseV1Options.RunAsNode]: DISABLE,
      [FuseV1Options.EnableCookieEncryption]: ENABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: ENABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: DISABLE,
    });
  });

  describe('taken out of its archive, far from this checkout', () => {
    let program: string;

    beforeAll(() => {
      // Plain Node reads no archive: a folder by its name stands for it, without the workers, which must not be
      // looked for there.
      const apart = join(place.folder, 'apart');
      extractAll(archive, join(apart, 'app.asar'));
      cpSync(unpacked, join(apart, 'app.asar.unpacked'), { recursive: true });
      for (const name of ['fetch-worker.mjs', 'reading-worker.mjs'])
        rmSync(join(apart, 'app.asar/dist', name));
      program = join(apart, 'app.asar/dist/cli.js');
    });

    it('tells its version', async () => {
      expect(await runRpop(['--version'], { program })).toMatchObject({ status: 0, stdout: `${version}\n` });
    });

    it('fetches in its worker threads', async () => {
      const mail = sampleMaildrop();
      const server = new Pop3Server({ users: { me: 'secret' }, maildrops: { me: mail } });
      const { port } = await server.listen();
      try {
        const rpop = new ConfiguredRpop(place.data);
        const add = ['connections', 'add', 'Demo', `pop3://me@127.0.0.1:${port}`, '--encryption', 'none'];
        await rpop.ok([...add, '--folder', 'Demo'], { program });
        const { status, summary, stderr } = await rpop.run(['fetch', '--json'], { program });
        expect(stderr).toBe('');
        expect(status).toBe(0);
        expect(summary).toMatchObject({ retrieved: mail.length, failed: 0 });
        expect((await readMaildir(join(place.data, 'mail/Demo'))).size).toBe(mail.length);
      } finally {
        await server.close();
      }
    });
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
}

function octetsIn(folder: string): number {
  return filesIn(folder).reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
}
