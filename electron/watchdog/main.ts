import '../process/private.ts'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { phrase } from '../../shared/words/host.ts'
import { speak } from '../../shared/words/speaking.ts'
import { processExists } from '../process/exists.ts'
import { stdout } from '../process/output.ts'
import { say } from '../process/say.ts'
import { guardUncaught } from '../process/uncaught.ts'
import { createBeginAgain, MAY_BEGIN_VARIABLE } from './again.ts'
import { followAlive } from './alive-file.ts'
import { createPlayer, ringTerminal } from './player.ts'
import { readSoundOutput } from './sound-output.ts'
import { type Alive, beginWatch, stepWatch, type Watch } from './step.ts'
import { parseWord, type Reply, type Word } from './words.ts'

/*
 * The watchdog: a process of its own, that outlives the one it watches. It hears the heartbeat on its stdin, a line of JSON each, and
 * plays the alarm when the heart stands still while a session is open, or when the core asks for it, as no window plays one. Once its stdin has ended, and while it sounds, it looks at the
 * heartbeat's file in the data folder: by it another start of Vigil, or a person, ends it. Where the process with the windows has gone without a word over
 * an open session, it begins Vigil again.
 *
 *     watchdog DATA_FOLDER
 */

const LOOK_MS = 500
const dataDir = process.argv[2] ?? ''
const player = createPlayer(dataDir, {
  bell() {
    ringTerminal()
    reply('bell')
  },
})
const readFile = followAlive(dataDir)
let heard: Alive | null | undefined
let hasEnded = false
let isLooking = false
let watch: Watch | null = null
const mayBegin = process.env[MAY_BEGIN_VARIABLE] !== 'no'
const beginAgain = createBeginAgain({ exists: processExists, nowMs: () => performance.now() })
// When Vigil has gone nothing else is left to sound: no error ends this process.
guardUncaught({ survives: () => true, end: null })

const lines = createInterface(process.stdin)
lines.on('line', line => {
  const word = parseWord(line)
  if (word) hear(word)
  reply('here')
  lookSoon()
})
lines.on('close', () => {
  hasEnded = true
  lookSoon()
})
process.stdin.on('error', () => {})

function hear(word: Word): void {
  if ('alive' in word) heard = word.alive
  else if ('end' in word) heard = null
  else if ('again' in word) beginAgain.know(word.again)
  else if ('orphaned' in word) beginAgain.lose()
  else if ('language' in word) speak(word.language)
  else if ('play' in word) player.play()
  else if ('look' in word)
    readSoundOutput()
      .then(output => reply({ output }))
      .catch((error: unknown) => say(phrase.processes.soundOutputUnknown, error))
}

/** The core may have gone. */
function reply(words: Reply): void {
  stdout.write(`${JSON.stringify(words)}\n`)
}

/** undefined: nobody knows yet; null: there is nothing to watch any more. */
function see(): Alive | null | undefined {
  if (heard === null || (!hasEnded && watch?.sounding == null)) return heard
  const kept = readFile()
  // A heart that beats is heard sooner than it is read.
  return kept && heard && kept.instance === heard.instance && kept.beat < heard.beat ? heard : kept
}

/** After all that has been said meanwhile: one that begins late would judge, and end, by the oldest of it. */
function lookSoon(): void {
  if (isLooking) return
  isLooking = true
  setImmediate(() => {
    isLooking = false
    look()
  })
}

function look(): void {
  const alive = see()
  if (alive === undefined) return
  const nowMs = performance.now()
  if (!watch) {
    if (alive === null) end()
    else watch = beginWatch(alive, nowMs)
    return
  }
  const stepped = stepWatch(watch, { alive, exists: alive !== null && processExists(alive.pid) }, nowMs)
  const wasSounding = watch.sounding !== null
  watch = stepped.state
  if (wasSounding && watch.sounding === null) player.stop()
  if (stepped.play) player.play()
  if (stepped.end) end()
  // Where nothing is watched nobody is called back, and who ends Vigil in order wants it ended.
  if (watch.open && mayBegin) beginAgain.look()
}

function end(): void {
  player.stop()
  process.exit(0)
}

// What ends a terminal's programs must not end this one: Vigil itself may have gone by it.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
setInterval(look, LOOK_MS)
look()
