import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { workerFile } from '../../../electron/service/worker-file.ts';

const local = (url: string): string => fileURLToPath(url);

describe("a worker's file", () => {
  it.each(['fetch-worker', 'reading-worker'] as const)(
    'is the source of %s where the source runs',
    (name) => {
      expect(workerFile(name, 'file:///home/me/rpop/electron/service/rpop-service.ts')).toBe(
        local(`file:///home/me/rpop/electron/service/${name}.ts`),
      );
    },
  );

  it('is a bundle of its own beside the others in a build', () => {
    expect(workerFile('fetch-worker', 'file:///home/me/rpop/dist/with-service-abc.js')).toBe(
      local('file:///home/me/rpop/dist/fetch-worker.mjs'),
    );
  });

  it('lies beside the archive in the package', () => {
    expect(workerFile('reading-worker', 'file:///opt/RPOP/resources/app.asar/dist/main.js')).toBe(
      local('file:///opt/RPOP/resources/app.asar.unpacked/dist/reading-worker.mjs'),
    );
  });

  it.each(['my-app.asar', 'app.asar.unpacked', 'app.asar-old'])('takes %s for any other folder', (folder) => {
    expect(workerFile('fetch-worker', `file:///opt/${folder}/dist/main.js`)).toBe(
      local(`file:///opt/${folder}/dist/fetch-worker.mjs`),
    );
  });
});
