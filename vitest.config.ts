import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Every file starts servers of its own; loading the server's code anew for each of them was half of what the CPUs did.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Real instances and browsers on a busy machine: CI tries once more, and its report says so.
    retry: process.env.CI ? 1 : 0,
  },
});
