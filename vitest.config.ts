import { defineConfig } from 'vitest/config';

/** For a busy machine: a test that fails says so at once, and none is a timing. */
const PATIENT = { testTimeout: 120_000, hookTimeout: 120_000 };

/** The application in a real browser, one file after another: each has a Chromium of its own. */
const WINDOWED = {
  ...PATIENT,
  fileParallelism: false,
  setupFiles: 'test/support/driving/skip-impossible.ts',
};

export default defineConfig({
  test: {
    globalSetup: 'test/global-setup.ts',
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...PATIENT,
          name: 'node',
          include: ['test/{unit,integration,faults}/**/*.test.ts'],
          exclude: ['test/integration/window/**'],
        },
      },
      {
        test: {
          ...PATIENT,
          name: 'window',
          include: ['test/integration/window/**/*.test.ts'],
          globalSetup: 'test/support/fake-bridge/global-setup.ts',
        },
      },
      {
        test: {
          ...WINDOWED,
          name: 'e2e',
          sequence: { groupOrder: 1 },
          include: ['test/e2e/**/*.test.ts'],
        },
      },
      {
        test: {
          ...WINDOWED,
          // The driver of `npm run e2e -- --electron`, on a program that stands where Electron's would.
          name: 'electron-driver',
          sequence: { groupOrder: 2 },
          include: ['test/e2e/{journey,one-instance}.test.ts'],
          env: { RPOP_E2E_ELECTRON: `${import.meta.dirname}/test/support/electron-program/electron` },
        },
      },
    ],
  },
});
