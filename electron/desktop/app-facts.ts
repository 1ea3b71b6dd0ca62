import { app } from 'electron';
import { version } from '../../package.json' with { type: 'json' };
import type { AppFacts } from '../../shared/ipc.ts';

export function appFacts(tray: boolean): AppFacts {
  const { electron, chrome, node } = process.versions;
  return {
    version,
    platform: platform(),
    versions: { electron, chrome, node },
    tray,
    // The first the user prefers that numbers and dates can be written in.
    locale: Intl.getCanonicalLocales(app.getPreferredSystemLanguages().filter(isLocale))[0] ?? 'en',
  };
}

function platform(): AppFacts['platform'] {
  switch (process.platform) {
    case 'linux':
    case 'darwin':
    case 'win32':
      return process.platform;
    default:
      return 'other';
  }
}

/** What the system says may be no language tag (BCP 47): `C`, or `de_DE.UTF-8`. */
function isLocale(name: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(name).length > 0;
  } catch {
    return false;
  }
}
