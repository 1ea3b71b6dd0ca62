import { parseArgs } from 'node:util';
import { packApplication, type PackPlatform } from './pack-application.ts';

// npm run package -- [linux|mac|win] [--dir]

const HERE: Partial<Record<NodeJS.Platform, PackPlatform>> = { darwin: 'mac', linux: 'linux', win32: 'win' };

const { values, positionals } = parseArgs({
  options: { dir: { type: 'boolean', default: false } },
  allowPositionals: true,
});

function chosenPlatform(): PackPlatform {
  const [name = HERE[process.platform]] = positionals;
  if (name === 'linux' || name === 'mac' || name === 'win') return name;
  throw new Error(`There is no package for ${name ?? process.platform}: choose linux, mac or win.`);
}

for (const path of await packApplication({ platform: chosenPlatform(), folderOnly: values.dir })) {
  process.stdout.write(`${path}\n`);
}
