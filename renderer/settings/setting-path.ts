import { type FieldProblem, fieldProblems } from '../../shared/field-problem.ts';
import { type Settings, settingsSchema } from '../../shared/settings.ts';

type PathIn<T> = {
  [K in keyof T & string]: T[K] extends readonly unknown[]
    ? K
    : T[K] extends object
      ? `${K}.${PathIn<T[K]>}`
      : K;
}[keyof T & string];

type ValueIn<T, P extends string> = P extends `${infer K}.${infer Rest}`
  ? K extends keyof T
    ? ValueIn<T[K], Rest>
    : never
  : P extends keyof T
    ? T[P]
    : never;

/** One setting, as the command line names it: `threads.maximum`. */
export type SettingPath = PathIn<Settings>;
export type SettingValue<P extends SettingPath> = ValueIn<Settings, P>;
/** The settings whose values are of one type. */
export type SettingPathOf<V> = { [P in SettingPath]: SettingValue<P> extends V ? P : never }[SettingPath];

type Values = Readonly<Record<string, unknown>>;

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const DEFAULTS: Settings = settingsSchema.parse({});

export function settingAt<P extends SettingPath>(settings: Settings, path: P): SettingValue<P> {
  let value: unknown = settings;
  for (const key of path.split('.')) value = isValues(value) ? value[key] : undefined;
  return value as SettingValue<P>; // a path of Settings leads to its value
}

export function defaultAt<P extends SettingPath>(path: P): SettingValue<P> {
  return settingAt(DEFAULTS, path);
}

export function isDefault(settings: Settings, path: SettingPath): boolean {
  return JSON.stringify(settingAt(settings, path)) === JSON.stringify(defaultAt(path));
}

/** What `settings.set` takes to change one setting; null means its default. */
export function changeOf(path: SettingPath, value: unknown): Values {
  return path
    .split('.')
    .toReversed()
    .reduce<unknown>((inner, key) => ({ [key]: inner }), value) as Values; // a path has at least one key
}

/** What would be wrong after some changes, by the schema that the service itself parses them with. */
export function problemsOf(settings: Settings, changes: Values): FieldProblem[] {
  const parsed = settingsSchema.safeParse(merged(settings, changes));
  return parsed.success ? [] : fieldProblems(parsed.error);
}

/** Several changes as one; a default stays null. */
export function together(...changes: readonly Values[]): Values {
  return changes.reduce((all, change) => merged(all, change, (result, key) => (result[key] = null)), {});
}

function merged(
  before: Values,
  changes: Values,
  reset: (result: Record<string, unknown>, key: string) => void = (result, key) => delete result[key],
): Values {
  const result: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(changes)) {
    const inner = result[key];
    if (value === null) reset(result, key);
    else if (isValues(value)) result[key] = merged(isValues(inner) ? inner : {}, value, reset);
    else result[key] = value;
  }
  return result;
}
