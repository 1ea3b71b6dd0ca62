#!/usr/bin/env node
/**
 * The headless entry. It stays tiny and loads the rest when it is needed: `rpop --version` answers at once.
 */
// The default import: older versions, which are told so below, lack the name.
import module from 'node:module';
import { version } from '../package.json' with { type: 'json' };

const OLDEST_NODE = 24;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  process.stderr.write(
    `rpop needs Node ${OLDEST_NODE} or newer, and this is ${process.versions.node}. ` +
      'In the checkout, "npx rpop" and "npm run demo" bring their own.\n',
  );
  process.exitCode = 2;
} else if (['--version', '-V'].includes(process.argv[2] ?? '')) {
  process.stdout.write(`${version}\n`);
} else {
  // Before the first file operation: messages are flushed by so many threads at once.
  process.env['UV_THREADPOOL_SIZE'] ??= '64';
  module.enableCompileCache();
  const { runProgram } = await import('./cli/program.ts');
  process.exitCode = await runProgram(process.argv.slice(2), version);
}
