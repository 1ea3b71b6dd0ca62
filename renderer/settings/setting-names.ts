import type { SettingPath } from './setting-path.ts';

/** What each setting is called away from its section. */
const NAMES: Readonly<Record<SettingPath, string>> = {
  defaultIntervalMinutes: 'Default interval',
  minimumIntervalMinutes: 'Shortest interval',
  batteryFactor: 'Intervals on battery',
  maximumConnections: 'Most connections',
  'threads.minimum': 'Least threads',
  'threads.maximum': 'Most threads',
  'threads.sessionsPerThread': 'Sessions per thread',
  'threads.sessionsPerHost': 'Sessions per server',
  mailRoot: 'Mail folder',
  credentialStore: 'Where passwords are kept',
  'desktop.notifyNewMail': 'Notifications of new mail',
  'desktop.notifyAttention': 'Notifications of connections that need you',
  'desktop.appearance': 'Colours',
  'desktop.startAtLogin': 'Start when I log in',
  'desktop.startHidden': 'Start in the tray',
  'desktop.closeToTray': 'Go on fetching when the window is closed',
  'logging.eventTypes': 'Logging: events',
  'logging.format': 'Logging: form of the log files',
  'logging.rules': 'Logging: rules',
  'logging.internal.enabled': 'Logging: to files',
  'logging.internal.maximumOctets': 'Logging: largest file',
  'logging.internal.rotateEvery': 'Logging: new file',
  'logging.internal.filesKept': 'Logging: old files kept',
  'logging.internal.maximumAgeDays': 'Logging: oldest file',
  'logging.system.enabled': 'Logging: to syslog',
  'logging.system.facility': 'Logging: facility of syslog',
  'logging.remote.enabled': 'Logging: to another host',
  'logging.remote.host': 'Logging: the other host',
  'logging.remote.port': 'Logging: port of the other host',
  'logging.remote.transport': 'Logging: transport to the other host',
  'logging.remote.facility': 'Logging: facility at the other host',
};

const NAME_OF: ReadonlyMap<string, string> = new Map(Object.entries(NAMES));

/** A setting in words; one that a newer service has and this window does not, as the service calls it. */
export function settingName(path: string): string {
  return NAME_OF.get(path) ?? path;
}
