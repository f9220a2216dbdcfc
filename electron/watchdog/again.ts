import { spawn } from 'node:child_process'
import { z } from 'zod'
import { COMPILED } from '../process/compiled.ts'
import { createRestartPace } from '../process/restart-pace.ts'

/** How Vigil is begun again when what it began with has gone without a word. */
export const againSchema = z.strictObject({
  /** Of the process with the windows: the desktop's main process, the browser entry's front. */
  pid: z.number().int().positive(),
  program: z.string(),
  args: z.array(z.string()).readonly(),
  folder: z.string(),
  /** One line for its stdin: what it goes on with. It is kept in memory alone. */
  line: z.string().nullable(),
})
export type Again = Readonly<z.infer<typeof againSchema>>

/** Says to a program that it was begun by the watchdog. */
const AGAIN_VARIABLE = 'VIGIL_AGAIN'
/** `no`: the watchdog sounds, and begins nothing. For whoever begins Vigil again by other means, as tests do. */
export const MAY_BEGIN_VARIABLE = 'VIGIL_BEGIN_AGAIN'

/** Was this process begun by the watchdog? Asked once: no process that it begins is told so. */
export function wasBegunAgain(): boolean {
  const was = process.env[AGAIN_VARIABLE] !== undefined
  delete process.env[AGAIN_VARIABLE]
  return was
}

export interface BeginAgain {
  /** How, from now on. */
  know(again: Again): void
  /** Its process has gone for certain, though the system may still keep its number for whoever has begun it. */
  lose(): void
  /** Begins Vigil again where its process has gone, and where what was begun has gone too. To be called twice a second. */
  look(): void
}

export interface BeginAgainOptions {
  readonly exists: (pid: number) => boolean
  readonly nowMs: () => number
  /** Begins it. @returns its pid; undefined: it could not be begun */
  readonly begin?: (again: Again) => number | undefined
}

export function createBeginAgain({ exists, nowMs, begin = beginProgram }: BeginAgainOptions): BeginAgain {
  const pace = createRestartPace()
  let known: Again | null = null
  let begunMs = nowMs()
  let dueMs: number | null = null
  let isGone = false

  return {
    know(again) {
      known = again
      isGone = false
      begunMs = nowMs()
    },
    lose() {
      isGone = true
    },
    look() {
      if (known === null || (!isGone && exists(known.pid))) return
      dueMs ??= nowMs() + pace.afterMs(nowMs() - begunMs)
      if (nowMs() < dueMs) return
      dueMs = null
      isGone = false
      begunMs = nowMs()
      const pid = begin(known)
      if (pid !== undefined) known = { ...known, pid }
    },
  }
}

function beginProgram({ program, args, folder, line }: Again): number | undefined {
  // What made this process a plain Node is not for the app.
  const { ELECTRON_RUN_AS_NODE: _plain, ...env } = process.env
  const child = spawn(program, args, {
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    // What it reads lies compiled since it began before.
    env: { NODE_COMPILE_CACHE: COMPILED, ...env, [AGAIN_VARIABLE]: '1' },
  })
  // It is looked for by its pid, and tried again where it is not there.
  child.on('error', () => {})
  child.stdin?.on('error', () => {})
  child.stdin?.end(line === null ? '' : `${line}\n`)
  return child.pid
}
