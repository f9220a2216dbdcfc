import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,devices,electron,renderer,fixtures}/**/*.test.{ts,tsx}', 'e2e/stand-in/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
