import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import metadata from '../../package.json' with { type: 'json' };
import { billOfMaterials } from './sbom.ts';

// npm run sbom: the software bill of materials that goes with a release.

const root = join(import.meta.dirname, '../..');
const file = join(root, 'release', `rpop-${metadata.version}.cdx.json`);
mkdirSync(join(root, 'release'), { recursive: true });
writeFileSync(file, billOfMaterials(root));
process.stdout.write(`${file}\n`);
