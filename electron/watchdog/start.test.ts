import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CoreEvent } from '../../shared/ipc.ts'
import { startWatchdog, type Watchdog } from './start.ts'
import type { Alive } from './step.ts'

let dataDir: string
let open: boolean
let kept: (Alive | null)[]
let beat: (event: CoreEvent) => void
let rung: number
const say = vi.fn()
const heartbeat: CoreEvent = { kind: 'heartbeat', at: { monoMs: 0, wallMs: 0 } }

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-start-'))
  open = false
  rung = 0
  kept = []
  beat = () => {}
  say.mockReset()
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const start = (program: string, ...args: readonly string[]): (() => void) => run(program, ...args).end

function run(program: string, ...args: readonly string[]): Watchdog {
  return startWatchdog({
    dataDir,
    keepAlive: alive => void kept.push(alive),
    command: [program, ...args],
    subscribe(listener) {
      beat = listener
      return () => {
        beat = () => {}
      }
    },
    isOpen: () => open,
    bell: () => (rung += 1),
    say,
  })
}

it('tells a heartbeat at the start and with each of the core, on its stdin and to be kept, and the orderly end', async () => {
  const copy = join(dataDir, 'heard')
  const echo = `process.stdin.pipe(require('node:fs').createWriteStream(${JSON.stringify(copy)}))`
  const end = start(process.execPath, '-e', echo)
  open = true
  beat(heartbeat)
  beat({ kind: 'devices', devices: [] })
  end()
  beat(heartbeat)
  const { instance } = kept[0] ?? {}
  const alive = (number: number, isOpen: boolean) => ({
    instance,
    pid: process.pid,
    beat: number,
    open: isOpen,
  })
  expect(kept).toEqual([alive(1, false), alive(2, false), alive(3, true), null])
  const heard = () => (existsSync(copy) ? readFileSync(copy, 'utf8') : '')
  await expect.poll(heard, { timeout: 60_000 }).toContain('end')
  const lines = heard().trim().split('\n')
  expect(lines.map(line => JSON.parse(line))).toEqual([
    { language: 'en' },
    { alive: alive(2, false) },
    { alive: alive(3, true) },
    { end: true },
  ])
})

it('tells at once that a session was opened or closed, and nothing of what else happens', () => {
  const end = start(process.execPath, '-e', 'process.stdin.resume()')
  const happens = () => beat({ kind: 'devices', devices: [] })
  happens()
  open = true
  happens()
  happens()
  open = false
  happens()
  expect(kept.map(alive => alive?.open)).toEqual([false, false, true, false])
  end()
})

it('says when the watchdog cannot be started', async () => {
  const end = start(join(dataDir, 'nothing-here'))
  await expect.poll(() => say.mock.calls, { timeout: 60_000 }).not.toEqual([])
  expect(say).toHaveBeenCalledExactlyOnceWith(
    expect.stringContaining('could not be started'),
    expect.objectContaining({ code: 'ENOENT' }),
  )
  end()
})

it('says when the watchdog ends by itself', async () => {
  const end = start(process.execPath, '-e', 'process.exit(3)')
  await expect.poll(() => say.mock.calls, { timeout: 60_000 }).not.toEqual([])
  expect(say).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('has ended'), 3)
  end()
})

/** Answers each word by what `answers` gives for its key. */
const answering = (answers: object) => `
  const answers = ${JSON.stringify(answers)}
  require('node:readline').createInterface(process.stdin).on('line', line => {
    const key = Object.keys(JSON.parse(line))[0]
    process.stdout.write(JSON.stringify(answers[key] ?? 'here') + '\\n')
  })`

it('plays by the watchdog, asks it for the sound output, and rings where it could not play or is not there', async () => {
  const watchdog = run(
    process.execPath,
    '-e',
    answering({ play: 'bell', look: { output: { muted: true, device: 'a' } } }),
  )
  watchdog.play()
  await expect.poll(() => rung, { timeout: 60_000 }).toBe(1)
  expect(await watchdog.readSoundOutput()).toEqual({ muted: true, device: 'a' })
  watchdog.end()
  const missing = run(join(dataDir, 'nothing-here'))
  await expect.poll(() => say.mock.calls.length, { timeout: 60_000 }).toBe(1)
  missing.play()
  expect(rung).toBe(2)
  expect(await missing.readSoundOutput()).toBeNull()
  missing.end()
})

it('ends a watchdog that answers no heartbeat any more, and says so', async () => {
  const end = start(process.execPath, '-e', 'process.stdin.resume()')
  for (let beats = 0; beats < 30; beats++) beat(heartbeat)
  await expect.poll(() => say.mock.calls, { timeout: 60_000 }).not.toEqual([])
  expect(say).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('has ended'), 'SIGKILL')
  end()
})
