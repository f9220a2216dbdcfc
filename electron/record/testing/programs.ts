import { fileURLToPath } from 'node:url'
import { builtPrograms, type Programs } from '../programs.ts'

/** What is built before the first test of the core (`vitest.config.ts`): a process of it begins in a third of the time. */
const BUILT = new URL('../../../dist/main/', import.meta.url)

/** What a core under test runs beside it. */
export const testPrograms = (): Programs => builtPrograms(BUILT.href)

export const builtProgram = (name: 'core-process' | 'watchdog'): string =>
  fileURLToPath(new URL(`${name}.js`, BUILT))
