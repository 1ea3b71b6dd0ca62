import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The software bill of materials (CycloneDX, as JSON) of what is in the package: the production dependencies of the
 * checkout at `root`, by its lock file. Needs no network.
 *
 * `npm sbom --omit dev` leaves out every dependency that a development tool has, too (npm 11: zod is missing, since knip
 * uses it). So the development tools are taken out of a copy of the two files first.
 */
export function billOfMaterials(root: string): string {
  const place = mkdtempSync(join(tmpdir(), 'rpop-sbom-'));
  // The bill bears the folder's name.
  const copy = join(place, 'rpop');
  const npm = (...args: readonly string[]): string =>
    execFileSync('npm', args, { cwd: copy, encoding: 'utf8', shell: process.platform === 'win32' });
  try {
    mkdirSync(copy);
    for (const name of ['package.json', 'package-lock.json'])
      copyFileSync(join(root, name), join(copy, name));
    npm('pkg', 'delete', 'devDependencies');
    npm('prune', '--offline', '--package-lock-only', '--ignore-scripts');
    return npm('sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application');
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
