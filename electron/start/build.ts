import { fileURLToPath } from 'node:url'
import { buildAll } from './build-all.ts'

/* `npm run build`: renderer, main and preload, whatever is there already. */
await buildAll(fileURLToPath(new URL('../..', import.meta.url)))
