import { existsSync } from 'node:fs';
import { type AfterPackContext, build, type Configuration } from 'electron-builder';

export type PackPlatform = 'linux' | 'mac' | 'win';

export interface PackOptions {
  readonly platform: PackPlatform;
  /** Only the folder that the installers are made of. */
  readonly folderOnly?: boolean;
  /** What differs from electron-builder.yml. */
  readonly changes?: Configuration;
  /** Called when the folder is made, before any installer of it. */
  readonly onFolder?: (context: AfterPackContext) => Promise<void>;
}

/**
 * Packs what is in dist by electron-builder.yml and returns the paths of what came out. Throws when nothing did: the
 * packager itself would call that a success.
 */
export async function packApplication({
  platform,
  folderOnly = false,
  changes = {},
  onFolder,
}: PackOptions): Promise<string[]> {
  const folders: string[] = [];
  const files = await build({
    // No target: those of electron-builder.yml.
    [platform]: folderOnly ? ['dir'] : [],
    publish: 'never',
    config: {
      ...changes,
      afterPack: async (context) => {
        folders.push(context.appOutDir);
        await onFolder?.(context);
      },
    },
  });
  const made = folderOnly ? folders : files;
  const missing = made.filter((path) => !existsSync(path));
  if (made.length === 0) throw new Error(`electron-builder packed nothing for ${platform}.`);
  if (missing.length > 0) throw new Error(`electron-builder did not write ${missing.join(', ')}.`);
  return made;
}
