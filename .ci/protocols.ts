import { writeFileSync } from 'node:fs'
import { describeProtocols } from '../devices/describe.ts'
import { drivers } from '../devices/index.ts'

/* `npm run protocols`: writes docs/protocols.md anew. */

writeFileSync(new URL('../docs/protocols.md', import.meta.url), describeProtocols(drivers))
