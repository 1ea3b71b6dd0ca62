/** `npm run docs`: brings the tables of docs/ up to date with the schemas. */
import { writeFile } from 'node:fs/promises';
import { documentedSchemas } from './schema-table.ts';

for (const { path, found, wanted } of await documentedSchemas()) {
  if (found === wanted) continue;
  await writeFile(path, wanted);
  process.stdout.write(`${path} was brought up to date.\n`);
}
