import { spawnSync } from 'node:child_process'
import { z } from 'zod'
import { SECOND_MS } from '../../../shared/time.ts'
import { phrase } from '../../../shared/words/host.ts'

/** How long a start waits for a share whose server has gone, which lets whoever reads it wait for ever. */
const PATIENCE_MS = 8 * SECOND_MS

/** What is said of a place that does not answer. */
export const silentPlace = (place: string): string => phrase.backups.doesNotAnswer(place)

const found = z.object({ name: z.string(), manifest: z.string() })

/** Runs as a program of its own, which can be ended whatever it waits for. */
const LOOK = `
const { readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')
const place = process.argv[1]
const name = readdirSync(place).filter(each => /^vigil-.*Z$/.test(each)).sort().at(-1)
if (name) process.stdout.write(JSON.stringify({ name, manifest: readFileSync(join(place, name, 'manifest.json'), 'utf8') }))
`

/**
 * The newest backup of a second place, with its manifest as text, looked for by a process that is ended where the place does not answer.
 *
 * @returns null: there is none that can be read; 'silent': the place did not answer
 */
export function lookForNewest(
  place: string,
  patienceMs = PATIENCE_MS,
): Readonly<z.infer<typeof found>> | null | 'silent' {
  const { error, stdout } = spawnSync(process.execPath, ['-e', LOOK, place], {
    timeout: patienceMs,
    killSignal: 'SIGKILL',
    // Electron's program as plain Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  })
  if (error && 'code' in error && error.code === 'ETIMEDOUT') return 'silent'
  try {
    return found.parse(JSON.parse(stdout))
  } catch {
    // Nothing there, or nothing that can be read: what is the matter is told where it is shown.
    return null
  }
}
