import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'test/global-setup.ts',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/{unit,integration,faults}/**/*.test.ts'],
          // For a busy machine: a test that fails says so at once, and none is a timing.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          // The application in a real browser, one file after another: each has a Chromium of its own.
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 45_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
