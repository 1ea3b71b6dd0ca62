import type { ConfigurationDocument } from '../../shared/configuration-document.ts';

/** A configuration of so many connections that are not polled, to import. */
export function manyConnections(count: number): ConfigurationDocument {
  const names = Array.from({ length: count }, (_, index) => `Mailbox ${String(index + 1).padStart(4, '0')}`);
  const connections = names.map((name, index) => ({
    name,
    host: `pop${index % 40}.invalid`,
    username: `user${index}@example.org`,
    enabled: false,
  }));
  // What the schema fills in is left out, as in a document that a person wrote.
  const document: unknown = {
    format: 'rpop-configuration',
    version: 1,
    exportedAt: '2026-01-01T00:00:00.000Z',
    connections,
    settings: {},
  };
  return document as ConfigurationDocument;
}
