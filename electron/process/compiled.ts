import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * Where Node keeps what it has compiled: with the programs, whose disk it is, and never with the data. A program that is begun again begins
 * in half the time. Where nothing can be written there it is compiled each time.
 */
export const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url))

/** From now on what this process reads of its programs is kept compiled, once it ends or `flushCompileCache` is called. */
export function keepCompiled(): void {
  enableCompileCache(COMPILED)
}
