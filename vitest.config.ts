import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Real instances and browsers on a busy machine: CI tries once more, and its report says so.
    retry: process.env.CI ? 1 : 0,
  },
});
