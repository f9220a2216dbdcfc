import '../process/private.ts'
import { performance } from 'node:perf_hooks'
import { guardUncaught } from '../process/uncaught.ts'
import { followAlive } from './alive-file.ts'
import { createPlayer } from './player.ts'
import { beginWatch, stepWatch, type Watch } from './step.ts'

/*
 * The watchdog: a process of its own, that outlives the one it watches. It knows the data folder, reads the heartbeat
 * file there, and plays the alarm when the heart stands still while a session is open.
 *
 *     watchdog DATA_FOLDER
 */

const LOOK_MS = 500
const dataDir = process.argv[2] ?? ''
const player = createPlayer(dataDir)
const readLast = followAlive(dataDir)
let watch: Watch | null = null
// When Vigil has gone nothing else is left to sound: no error ends this process.
guardUncaught({ survives: () => true, end: null })

function look(): void {
  const alive = readLast()
  if (alive === undefined) return
  const nowMs = performance.now()
  if (!watch) {
    if (alive === null) end()
    else watch = beginWatch(alive, nowMs)
    return
  }
  const stepped = stepWatch(watch, { alive, exists: alive !== null && exists(alive.pid) }, nowMs)
  const wasSounding = watch.sounding !== null
  watch = stepped.state
  if (wasSounding && watch.sounding === null) player.stop()
  if (stepped.play) player.play()
  if (stepped.end) end()
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not ours to signal, but there.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function end(): void {
  player.stop()
  process.exit(0)
}

// What ends a terminal's programs must not end this one: Vigil itself may have gone by it.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
setInterval(look, LOOK_MS)
look()
