import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { SECOND_MS } from '../../../shared/time.ts'
import { phrase } from '../../../shared/words/host.ts'

/** How long a start waits for a share whose server has gone, which lets whoever reads it wait for ever. */
const PATIENCE_MS = 8 * SECOND_MS

/** What is said of a place that does not answer. */
export const silentPlace = (place: string): string => phrase.backups.doesNotAnswer(place)

const found = z.object({ name: z.string(), manifest: z.string() })

/**
 * Runs as a program of its own, and writes what it found to a file: a frozen disk still reads, keeps whoever writes to it, and lets nobody end
 * that program either, so that nothing may wait for its end.
 */
const LOOK = `
const { mkdtempSync, readdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const [place, answer] = process.argv.slice(1)
const tell = found => { writeFileSync(answer + '.part', JSON.stringify(found)); renameSync(answer + '.part', answer) }
const attempt = run => { try { return run() } catch { return null } }
attempt(() => rmdirSync(mkdtempSync(join(place, '.vigil-'))))
tell(attempt(() => {
  const name = readdirSync(place).filter(each => /^vigil-.*Z$/.test(each)).sort().at(-1)
  return name ? { name, manifest: readFileSync(join(place, name, 'manifest.json'), 'utf8') } : null
}))
`
/** How often the file is looked for. */
const LOOK_EVERY_MS = 20

/**
 * The newest backup of a second place, with its manifest as text, looked for by a process that is ended where the place does not answer.
 *
 * @returns null: there is none that can be read; 'silent': the place did not answer
 */
export function lookForNewest(
  place: string,
  patienceMs = PATIENCE_MS,
): Readonly<z.infer<typeof found>> | null | 'silent' {
  let folder: string
  try {
    folder = mkdtempSync(join(tmpdir(), 'vigil-look-'))
  } catch {
    // No room for an answer: as if nothing were there.
    return null
  }
  const answer = join(folder, 'answer')
  const look = spawn(process.execPath, ['-e', LOOK, place, answer], {
    // Electron's program as plain Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: 'ignore',
    detached: true,
  })
  look.on('error', () => {})
  look.unref()
  try {
    for (let waited = 0; !existsSync(answer); waited += LOOK_EVERY_MS) {
      if (waited > patienceMs) {
        look.kill('SIGKILL')
        return 'silent'
      }
      sleep(LOOK_EVERY_MS)
    }
    return found.nullable().parse(JSON.parse(readFileSync(answer, 'utf8')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whoever asks waits for nothing else. */
function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
