import { readFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { connectionDraftSchema } from '../../shared/connection.ts';
import { settingsSchema } from '../../shared/settings.ts';

/** The pages of docs/ with a table made from a schema. */
const PAGES = [
  { path: 'docs/connections.md', schema: connectionDraftSchema },
  { path: 'docs/settings.md', schema: settingsSchema },
] as const;

const BEGIN = '<!-- fields: made from the schema by npm run docs -->';
const END = '<!-- end of fields -->';

/** What we read of a JSON Schema. */
const nodeSchema = z.object({
  description: z.string().optional(),
  default: z.unknown().optional(),
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  oneOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
});
type SchemaNode = z.output<typeof nodeSchema>;

/** Each page as it is, and as it should be. */
export async function documentedSchemas(): Promise<{ path: string; found: string; wanted: string }[]> {
  return Promise.all(
    PAGES.map(async ({ path, schema }) => {
      const found = await readFile(path, 'utf8');
      const [before = '', rest = ''] = found.split(BEGIN);
      const [, after = ''] = rest.split(END);
      const fields = rows(nodeSchema.parse(z.toJSONSchema(schema, { io: 'input' })), '');
      const lines = ['| field | values | default | what it means |', '| --- | --- | --- | --- |', ...fields];
      const page = `${before}${BEGIN}\n\n${lines.join('\n')}\n\n${END}${after}`;
      return { path, found, wanted: await format(page, { ...(await resolveConfig(path)), filepath: path }) };
    }),
  );
}

function rows(node: SchemaNode, prefix: string): string[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, value]) => {
    const field = nodeSchema.parse(value);
    const path = `${prefix}${name}`;
    if (field.type === 'object') return rows(field, `${path}.`);
    if (field.description === undefined) throw new Error(`${path} has no description.`);
    const preset = field.default === undefined ? 'none' : `\`${JSON.stringify(field.default)}\``;
    const needed = node.required?.includes(name) === true ? 'has to be given' : preset;
    return [`| \`${path}\` | ${values(field)} | ${needed} | ${field.description} |`];
  });
}

function values({ type, enum: names, minimum, maximum, oneOf, items }: SchemaNode): string {
  if (names !== undefined) return names.map((name) => `\`${name}\``).join(', ');
  if (oneOf !== undefined) return '`{"policy": …}`';
  if (type === 'integer' || type === 'number') {
    if (maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER) return `from ${minimum ?? 0}`;
    return `${minimum ?? 0} to ${maximum}`;
  }
  if (type === 'boolean') return '`true`, `false`';
  if (type === 'array') {
    const item = nodeSchema.parse(items);
    return item.enum === undefined ? 'a list' : `a list of ${values(item)}`;
  }
  return 'text';
}
