import { z } from 'zod';
import { connectionDraftSchema } from './connection.ts';
import { settingsSchema } from './settings.ts';

/**
 * The configuration as a file to keep or to carry to another computer: connections and settings, without passwords,
 * and without what belongs to one computer (mail root, credential store).
 */
export const configurationDocumentSchema = z.object({
  format: z.literal('rpop-configuration', 'This is not a configuration of RPOP.'),
  version: z.literal(1, 'This configuration was written by a newer RPOP.'),
  exportedAt: z.iso.datetime(),
  connections: z.array(connectionDraftSchema),
  settings: settingsSchema.partial(),
});

export type ConfigurationDocument = z.output<typeof configurationDocumentSchema>;

/** What an import did, or would do. */
export interface ConfigurationImport {
  /** Names of connections that are new. They need their passwords. */
  readonly added: readonly string[];
  /** Names of connections that are here already and stay as they are. */
  readonly kept: readonly string[];
  /** Names of the settings that change: `threads.maximum`. */
  readonly settings: readonly string[];
}
