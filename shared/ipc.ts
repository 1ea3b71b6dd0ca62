/**
 * The contract between the window and main: everything the service answers, what only the desktop can do, and one
 * stream of events. `window.rpop` is a `RpopBridge`. Inputs are parsed by main; errors cross as ErrorReport.
 */
import { z } from 'zod';
import type { ConfigurationImport } from './configuration-document.ts';
import type { ErrorReport } from './errors.ts';
import type { LogEvent } from './events.ts';
import type { TestStep } from './connection-test.ts';
import { type RequestOutput, REQUESTS } from './service-contract.ts';
import type { ConnectionStatus, ServiceStatus } from './status.ts';

/** A path on this side is always one that main found or the user chose in main's own dialog. */
const DESKTOP_REQUESTS = {
  'app.facts': z.object({}),
  'app.quit': z.object({}),
  /** Shows a target folder, the logs or the data folder in the file manager. */
  'folder.reveal': z.object({ folder: z.string().max(1_000) }),
  'logs.reveal': z.object({}),
  'data.reveal': z.object({}),
  /** Opens a message in the system's mail program, or shows it in the file manager. */
  'message.open': z.object({ folder: z.string().max(1_000), file: z.string().max(300) }),
  'message.reveal': z.object({ folder: z.string().max(1_000), file: z.string().max(300) }),
  /** The system's dialogs. Undefined when the user thought better of it. */
  'choose.file': z.object({ purpose: z.enum(['ca-file']) }),
  'choose.folder': z.object({ purpose: z.enum(['mail-root']) }),
  'configuration.save': z.object({}),
  'configuration.open': z.object({}),
  'text.save': z.object({ name: z.string().max(100), text: z.string().max(50_000_000) }),
  'text.copy': z.object({ text: z.string().max(10_000_000) }),
  /** Only addresses of the documentation and of providers' help pages that RPOP itself knows. */
  'link.open': z.object({ url: z.url().max(2_000) }),
  /** Where a click on a notification or the tray wants the window to go, if it was not there to be told. */
  'place.take': z.object({}),
} as const;

export const WINDOW_REQUESTS = { ...REQUESTS, ...DESKTOP_REQUESTS } as const;

export type WindowMethod = keyof typeof WINDOW_REQUESTS;
export type WindowInput<M extends WindowMethod> = z.input<(typeof WINDOW_REQUESTS)[M]>;

export interface WindowOutput extends RequestOutput {
  'app.facts': AppFacts;
  'app.quit': true;
  'folder.reveal': true;
  'logs.reveal': true;
  'data.reveal': true;
  'message.open': true;
  'message.reveal': true;
  'choose.file': string | undefined;
  'choose.folder': string | undefined;
  /** The path that was written. */
  'configuration.save': string | undefined;
  /** What an import would do; `configuration.import` does it with the same document. */
  'configuration.open': { readonly document: unknown; readonly would: ConfigurationImport } | undefined;
  'text.save': string | undefined;
  'text.copy': true;
  'link.open': true;
  'place.take': Place | undefined;
}

export interface AppFacts {
  readonly version: string;
  readonly platform: 'linux' | 'darwin' | 'win32' | 'other';
  readonly versions: { readonly electron: string; readonly chrome: string; readonly node: string };
  /** False where the desktop shows no tray: closing the window then quits. */
  readonly tray: boolean;
  /** The user's locale, for dates, numbers and plurals. */
  readonly locale: string;
}

/** The sections of the settings, in the order of their index. */
export const SETTINGS_SECTIONS = [
  'fetching',
  'threads',
  'mail',
  'passwords',
  'notifications',
  'appearance',
  'start-up',
  'logging',
  'configuration',
  'about',
] as const;
export type SettingsSectionName = (typeof SETTINGS_SECTIONS)[number];

/** A place in the window. */
export type Place =
  | {
      readonly page: 'connections';
      readonly connection?: string;
      readonly action?: 'edit' | 'password' | 'add';
    }
  | { readonly page: 'folders'; readonly folder?: string }
  | { readonly page: 'activity'; readonly tab?: 'now' | 'history' | 'log'; readonly connection?: string }
  | { readonly page: 'settings'; readonly section?: SettingsSectionName };

/** What the window is told, in the order in which it happened. */
export type WindowEvent =
  /** Only what changed: the service's own state whole, and the connections that are not as they were. */
  | {
      readonly type: 'status';
      readonly service: Omit<ServiceStatus, 'connections'>;
      readonly connections: readonly ConnectionStatus[];
      readonly removed: readonly string[];
    }
  /** Connections or settings were changed, by whomever: ask again. */
  | { readonly type: 'configuration' }
  /** Mail came, or folders changed. */
  | { readonly type: 'mail'; readonly folder: string }
  /** In batches. */
  | { readonly type: 'log'; readonly events: readonly LogEvent[] }
  | { readonly type: 'test-step'; readonly token: string; readonly step: TestStep }
  | { readonly type: 'go'; readonly place: Place }
  /** The vault needs its passphrase: answer with `vault.answer`. */
  | { readonly type: 'passphrase-wanted'; readonly question: 'new' | 'unlock' };

export type Reply<T> =
  { readonly ok: true; readonly output: T } | { readonly ok: false; readonly error: ErrorReport };

/** What the preload exposes as `window.rpop`. */
export interface RpopBridge {
  ask<M extends WindowMethod>(method: M, input: WindowInput<M>): Promise<Reply<WindowOutput[M]>>;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: WindowEvent) => void): () => void;
}
