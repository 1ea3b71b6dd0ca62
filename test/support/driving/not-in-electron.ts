/** A spec that cannot be run in real Electron, and why. */
export interface Impossible {
  /** The test's name. */
  readonly spec: string;
  readonly on: readonly NodeJS.Platform[];
  readonly why: string;
}

const OTHER_NAMES = 'the icons of macOS are template images, which have other names';

/**
 * Everything that is left out where the specs run in real Electron. On the stand-in they all run, and on Linux in
 * Electron, too.
 */
export const NOT_IN_ELECTRON: readonly Impossible[] = [
  {
    spec: 'quits on closing where there is no tray',
    on: ['darwin', 'win32'],
    why: 'macOS and Windows always have a tray',
  },
  {
    spec: 'stays out of sight when it is started so, and starts at login where it is set',
    on: ['darwin', 'win32'],
    why: 'the file that it reads is how Linux starts programs at login',
  },
  { spec: 'fetches with progress to see, in the window and in the tray', on: ['darwin'], why: OTHER_NAMES },
  {
    spec: 'asks for a password that was refused, where the notification leads',
    on: ['darwin'],
    why: OTHER_NAMES,
  },
  { spec: 'pauses and resumes, from the tray and from the window', on: ['darwin'], why: OTHER_NAMES },
  { spec: 'draws its icon for a dark panel, too', on: ['darwin'], why: OTHER_NAMES },
];

/** Why a spec is left out in Electron on this platform; undefined if it is not. */
export function whyNotInElectron(spec: string, platform: NodeJS.Platform): string | undefined {
  return NOT_IN_ELECTRON.find((each) => each.spec === spec && each.on.includes(platform))?.why;
}
