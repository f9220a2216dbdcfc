import { fileURLToPath } from 'node:url'
import { buildAnew, buildIfStale } from './build-if-stale.ts'

/* `npm run build`: renderer, main and preload, whatever is there already; with `--if-stale` where a source has changed since. */
const build = process.argv.includes('--if-stale') ? buildIfStale : buildAnew
await build(fileURLToPath(new URL('../..', import.meta.url)))
