import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { frontPrograms } from '../record/programs.ts'
import { keepMaster, keptMaster } from '../store/keys/kept-master.ts'
import { type Again, wasBegunAgain } from '../watchdog/again.ts'
import type { WebSecrets } from './guard.ts'

/*
 * A front that has gone without a word is begun again by the watchdog, at the same port and with the same secrets: its windows come back by
 * themselves. The secrets go from process to process, and lie on no disk.
 */

const secretsSchema = z.strictObject({
  token: z.string().min(1),
  cookie: z.string().min(1),
  key: z.string().min(1),
  spent: z.boolean(),
  /** Where this start was opened by a typed code: nobody may be there to type it again. */
  master: z.string().exactOptional(),
})

/** How the watchdog begins this front again. */
export function howAgain(port: number, secrets: WebSecrets): Again {
  return {
    pid: process.pid,
    program: process.execPath,
    args: [...process.execArgv, frontPrograms().commands, 'serve', '--port', String(port), '--no-open'],
    folder: process.cwd(),
    line: JSON.stringify({ ...secrets, ...keptMaster() }),
  }
}

/** What the front before this one left, where the watchdog has begun this one; null: nobody was before. */
export function readBefore(): { readonly secrets: WebSecrets | null } | null {
  if (!wasBegunAgain()) return null
  try {
    const { master, ...secrets } = secretsSchema.parse(JSON.parse(readFileSync(0, 'utf8')))
    if (master !== undefined) keepMaster(master)
    return { secrets }
  } catch {
    // Then windows ask for a new link.
    return { secrets: null }
  }
}
