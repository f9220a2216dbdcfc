import { fileURLToPath } from 'node:url'
import { buildAnew } from './build-if-stale.ts'

/* `npm run build`: renderer, main and preload, whatever is there already. */
await buildAnew(fileURLToPath(new URL('../..', import.meta.url)))
