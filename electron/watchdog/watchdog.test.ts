import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aliveFile, followAlive, readAlive, writeAlive } from './alive-file.ts'
import { createPlayer, type PlayerOptions } from './player.ts'

/*
 * The watchdog as a real process, beside a real process that it watches and a player that writes down each time that it
 * is called. Vigil's own start and end of it are tried in the end-to-end tests.
 */

let dir: string
let dataDir: string
let played: string
let children: ChildProcess[]

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-watchdog-'))
  dataDir = join(dir, 'data')
  played = join(dir, 'played')
  children = []
  mkdirSync(dataDir)
  addProgram('pw-play', `echo "$1" >> '${played}'`)
})
afterEach(() => {
  vi.unstubAllEnvs()
  for (const child of children) child.kill('SIGKILL')
  rmSync(dir, { recursive: true, force: true })
})

function addProgram(name: string, script: string): void {
  writeFileSync(join(dir, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(dir, name), 0o755)
}
function run(program: string, args: readonly string[]): ChildProcess {
  const env = { ...process.env, PATH: `${dir}:/bin:/usr/bin` }
  const child = spawn(program, args, { stdio: 'ignore', env })
  children.push(child)
  return child
}
const watchdog = () => run(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url)), dataDir])
const alive = (pid: number | undefined, beat: number, open = true) =>
  writeAlive(dataDir, { instance: 'one', pid: pid ?? 0, beat, open })
/** What the player was given, by call; a line that is being written does not count yet. */
const calls = () => (existsSync(played) ? readFileSync(played, 'utf8').split('\n').slice(0, -1) : [])
const exit = (child: ChildProcess) => new Promise(resolve => child.once('exit', resolve))
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 50))
}

describe.skipIf(process.platform !== 'linux')('The watchdog', () => {
  it('plays the alarm when the process that it watches is killed, until a person ends it', async () => {
    const vigil = run('sleep', ['600'])
    alive(vigil.pid, 1)
    const dog = watchdog()
    vigil.kill('SIGKILL')
    await until(() => calls().length > 0)
    const wav = calls()[0] ?? ''
    expect(readFileSync(wav).subarray(0, 4).toString()).toBe('RIFF')
    const gone = exit(dog)
    rmSync(aliveFile(dataDir))
    expect(await gone).toBe(0)
  })

  it('plays it when the process stands still, and leaves off when a new start takes over', async () => {
    const vigil = run('sleep', ['600'])
    alive(vigil.pid, 1)
    const dog = watchdog()
    await until(() => calls().length > 0)
    const gone = exit(dog)
    writeAlive(dataDir, { instance: 'two', pid: vigil.pid ?? 0, beat: 1, open: true })
    expect(await gone).toBe(0)
  })

  it('ends without a sound after an orderly end, and where no session was open', async () => {
    const vigil = run('sleep', ['600'])
    alive(vigil.pid, 1)
    const dog = watchdog()
    rmSync(aliveFile(dataDir))
    expect(await exit(dog)).toBe(0)

    alive(vigil.pid, 1, false)
    const idle = watchdog()
    vigil.kill('SIGKILL')
    expect(await exit(idle)).toBe(0)
    expect(calls()).toEqual([])
  })
})

describe.skipIf(process.platform === 'win32')('The player', () => {
  /** How often there was nothing left but the bell. */
  let rung: number
  const player = (options: Omit<PlayerOptions, 'bell'> = {}) =>
    createPlayer(dataDir, { platform: 'linux', ...options, bell: () => (rung += 1) })
  beforeEach(() => {
    rung = 0
    vi.stubEnv('PATH', dir)
  })

  it('rings the bell where the system has nothing to play with', () => {
    player({ platform: 'aix' }).play()
    vi.stubEnv('PATH', '/nowhere')
    player().play()
    expect(rung).toBe(2)
    expect(calls()).toEqual([])
  })
  it('plays one at a time', async () => {
    addProgram('pw-play', `echo "$1" >> '${played}'; read _ < '${dir}/fifo'`)
    execFileSync('/usr/bin/mkfifo', [join(dir, 'fifo')])
    const one = player()
    one.play()
    await until(() => calls().length === 1)
    one.play()
    one.stop()
    one.play()
    await until(() => calls().length === 2)
    one.stop()
    expect(rung).toBe(0)
  })
  it('tries the next program where the first has no device to play on or gets stuck, and rings the bell at last', async () => {
    addProgram('pw-play', 'exit 1')
    addProgram('paplay', `echo "$1" >> '${played}'; read _ < '${dir}/fifo'`)
    execFileSync('/usr/bin/mkfifo', [join(dir, 'fifo')])
    addProgram('aplay', `echo "$2" >> '${played}'; exit 1`)
    player({ stuckMs: 300 }).play()
    await until(() => rung === 1)
    const wav = join(dataDir, 'alarm-high.wav')
    expect(calls()).toEqual([wav, wav])
  })
  it('keeps its sound elsewhere where the data folder cannot be written', async () => {
    const one = createPlayer(join(dir, 'pw-play'), { platform: 'linux' })
    one.play()
    await until(() => calls().length === 1)
    expect(
      readFileSync(calls()[0] ?? '')
        .subarray(0, 4)
        .toString(),
    ).toBe('RIFF')
    rmSync(dirname(calls()[0] ?? ''), { recursive: true })
  })
})

it('a heartbeat is read as it was written; none is null, and half a one an error', () => {
  expect(readAlive(dataDir)).toBeNull()
  alive(7, 3)
  expect(readAlive(dataDir)).toEqual({ instance: 'one', pid: 7, beat: 3, open: true })
  writeFileSync(aliveFile(dataDir), '{"instance":"one"')
  expect(() => readAlive(dataDir)).toThrow()
})

it('where a heartbeat cannot be read, the last one stands; where there was none yet, nobody knows', () => {
  const look = followAlive(dataDir)
  writeFileSync(aliveFile(dataDir), 'torn')
  expect(look()).toBeUndefined()
  rmSync(aliveFile(dataDir))
  alive(7, 3)
  expect(look()).toMatchObject({ beat: 3 })
  writeFileSync(aliveFile(dataDir), 'torn')
  expect(look()).toMatchObject({ beat: 3 })
  rmSync(aliveFile(dataDir))
  expect(look()).toBeNull()
})

it('a heartbeat takes the place of a longer one', () => {
  writeFileSync(aliveFile(dataDir), ' '.repeat(500))
  alive(7, 3)
  expect(readAlive(dataDir)).toMatchObject({ pid: 7, beat: 3 })
})
