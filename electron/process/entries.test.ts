import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyStore, exportFile, shortScript, storeScript } from '../import/testing/stored.ts'
import { type Cable, createCable } from '../ports/testing/socat.ts'
import { databasePath, walPath } from '../store/files.ts'
import { readAlive, removeAlive, writeAlive } from '../watchdog/alive-file.ts'
import { errorLogPath } from './error-log.ts'

/*
 * Every entry as a real process, whose terminal is really closed and in which errors really go uncaught. A terminal here is
 * one end of a pseudo-terminal pair whose other end is killed: from then on every write fails with EIO.
 */

const root = fileURLToPath(new URL('../..', import.meta.url))
const throwOnSignal = fileURLToPath(new URL('testing/throw-on-signal.ts', import.meta.url))
let dataDir: string
let children: ChildProcess[]
let cables: Cable[]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-entries-'))
  children = []
  cables = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const cable of cables) await cable.remove()
  // Without its heartbeat file a watchdog ends by itself.
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** A line between two pseudo-terminals. */
async function createLine(): Promise<Cable> {
  const cable = await createCable()
  cables.push(cable)
  return cable
}

interface Started {
  readonly child: ChildProcess
  readonly exit: Promise<number | null>
  /** What the terminal has shown. */
  shown(): string
  closeTerminal(): Promise<void>
}

/** Starts an entry on a terminal of its own. */
async function startOnTerminal(...args: readonly string[]): Promise<Started> {
  const terminal = await createLine()
  const near = openSync(terminal.hostPath, 'r+')
  const child = spawn(process.execPath, ['--import', throwOnSignal, ...args], {
    cwd: root,
    env: { ...process.env, VIGIL_DATA: dataDir, PATH: '/usr/bin:/bin' },
    stdio: ['ignore', near, near],
  })
  closeSync(near)
  children.push(child)
  const exit = new Promise<number | null>(resolve => child.once('exit', resolve))
  let shown = ''
  const reader = spawn('cat', [terminal.monitorPath], { stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(reader)
  reader.stdout.on('data', (chunk: Buffer) => {
    shown += String(chunk)
  })
  return { child, exit, shown: () => shown, closeTerminal: () => terminal.cut() }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 20))
}
const beats = (count: number) => {
  const first = readAlive(dataDir)?.beat ?? 0
  return until(() => (readAlive(dataDir)?.beat ?? 0) >= first + count)
}
const log = () => (existsSync(errorLogPath(dataDir)) ? readFileSync(errorLogPath(dataDir), 'utf8') : '')
const times = (text: string, words: string) => text.split(words).length - 1

describe.skipIf(process.platform !== 'linux')('an entry whose terminal is closed', () => {
  it('serve: goes on, says an error once and no more, and ends in order', async () => {
    const { child, exit, shown, closeTerminal } = await startOnTerminal(
      'electron/commands/cli.ts',
      'serve',
      '--port',
      '0',
      '--no-open',
    )
    await until(() => shown().includes('"link"'))
    await closeTerminal()
    for (let n = 0; n < 5; n++) {
      child.kill('SIGUSR2')
      await beats(1)
    }
    expect(child.exitCode).toBeNull()
    expect(times(log(), 'Error: thrown on purpose')).toBe(1)
    expect(log().length).toBeLessThan(5000)
    child.kill('SIGTERM')
    expect(await exit).toBe(0)
  })

  it('monitor: ends in order, as where nobody reads any more', async () => {
    const { exit, shown, closeTerminal } = await startOnTerminal(
      'electron/commands/cli.ts',
      'monitor',
      '--device',
      'nonin-df2@sim:quiet-session',
    )
    await until(() => shown().includes('"reading"'))
    await closeTerminal()
    expect(await exit).toBe(0)
  })

  it('simulate: plays on, for the line is another one', async () => {
    const line = await createLine()
    const { child, closeTerminal, shown } = await startOnTerminal(
      'electron/commands/cli.ts',
      'simulate',
      '--driver',
      'nonin-df2',
      '--port',
      line.monitorPath,
    )
    await until(() => shown().includes('SIMULATED'))
    await closeTerminal()
    const host = spawn('cat', [line.hostPath], { stdio: ['ignore', 'pipe', 'ignore'] })
    children.push(host)
    let bytes = 0
    host.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    await until(() => bytes > 1000)
    expect(child.exitCode).toBeNull()
  })

  it('watchdog: watches on, and rings where nothing can be heard', async () => {
    const vigil = spawn('sleep', ['600'])
    children.push(vigil)
    const alive = { instance: 'one', pid: vigil.pid ?? 0, beat: 1, open: true }
    writeAlive(dataDir, alive)
    const { child, exit, closeTerminal } = await startOnTerminal('electron/watchdog/main.ts', dataDir)
    await until(() => existsSync(join(dataDir, 'alarm-high.wav')))
    await closeTerminal()
    vigil.kill('SIGKILL')
    for (let n = 0; n < 30; n++) {
      child.kill('SIGUSR2')
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    expect(child.exitCode).toBeNull()
    removeAlive(dataDir)
    expect(await exit).toBe(0)
  })
})

describe.skipIf(process.platform === 'win32')(
  'what an entry makes, and what it finds of before, is closed to other logins',
  () => {
    /** Starts an entry under the mask that most logins have, and which leaves files readable for all. */
    function start(...args: readonly string[]): ChildProcess {
      const child = spawn('/bin/sh', ['-c', 'umask 022; exec "$0" "$@"', process.execPath, ...args], {
        cwd: root,
        env: { ...process.env, VIGIL_DATA: dataDir },
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      children.push(child)
      return child
    }
    /** All that another login could open. */
    const open = () =>
      ['.', ...readdirSync(dataDir, { recursive: true, encoding: 'utf8' })].filter(
        name => (lstatSync(join(dataDir, name)).mode & 0o077) !== 0,
      )

    it('serve, with its watchdog', async () => {
      mkdirSync(join(dataDir, 'backups'))
      writeFileSync(join(dataDir, 'backups', 'vigil-layout-1.db'), '')
      for (const name of ['.', 'backups', 'backups/vigil-layout-1.db']) chmodSync(join(dataDir, name), 0o755)
      const child = start('electron/commands/cli.ts', 'serve', '--port', '0', '--no-open')
      await new Promise(resolve => child.stdout?.once('data', resolve))
      await beats(2)
      // The watchdog's, which makes it in its own time.
      await until(() => existsSync(join(dataDir, 'alarm-high.wav')))
      expect(readdirSync(dataDir)).toEqual(
        expect.arrayContaining(['vigil.db', 'vigil.db-wal', 'vigil.lock', 'alive.json', 'alarm-high.wav']),
      )
      expect(open()).toEqual([])
      const ended = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    })

    it('a headless command that writes the record', async () => {
      const file = join(dataDir, 'session.json')
      const { store } = emptyStore()
      storeScript(store, shortScript())
      writeFileSync(file, await exportFile(store), { mode: 0o600 })
      store.close()
      chmodSync(dataDir, 0o755)
      const child = start('electron/commands/cli.ts', 'import', file)
      expect(await new Promise(resolve => child.once('exit', resolve))).toBe(0)
      expect([existsSync(databasePath(dataDir)), open()]).toEqual([true, []])
    })

    it('the watchdog by itself', async () => {
      writeAlive(dataDir, { instance: 'one', pid: process.pid, beat: 1, open: false })
      // It is closed by the core's start, and not by the watchdog's.
      chmodSync(dataDir, 0o700)
      const child = start('electron/watchdog/main.ts', dataDir)
      await until(() => existsSync(join(dataDir, 'alarm-high.wav')))
      expect(open()).toEqual([])
      removeAlive(dataDir)
      await new Promise(resolve => child.once('exit', resolve))
    })
  },
)

describe.skipIf(process.platform !== 'linux')('an entry whose output cannot be written', () => {
  const run = (args: readonly string[], out: number | 'pipe') => {
    const child = spawn(process.execPath, ['electron/commands/cli.ts', ...args], {
      cwd: root,
      env: { ...process.env, VIGIL_DATA: dataDir },
      stdio: ['ignore', out, 'pipe'],
    })
    children.push(child)
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += String(chunk)
    })
    const ended = new Promise<number | null>(resolve => child.once('close', resolve))
    return { child, ended, said: () => said }
  }

  it('fails in one sentence on a full disk', async () => {
    const full = openSync('/dev/full', 'w')
    const { ended, said } = run(['drivers'], full)
    closeSync(full)
    expect(await ended).toBe(1)
    expect(said()).toMatch(/^The output could not be written \(.*ENOSPC.*\): check where it goes\.\n$/)
  })

  it.each([
    ['drivers'],
    ['simulate', '--driver', 'nonin-df2', '--port', '-'],
    ['monitor', '--device', 'nonin-df2@sim:quiet-session'],
  ])('ends without a word where its reader has had enough: %s', async (...args) => {
    const { child, ended, said } = run(args, 'pipe')
    child.stdout?.once('data', () => child.stdout?.destroy())
    expect(await ended).toBe(0)
    expect(said()).not.toMatch(/Error|EPIPE/)
  })
})

describe.skipIf(process.platform === 'win32')('errors that keep coming', () => {
  it('end serve in order, and leave the watchdog to judge', async () => {
    const child = spawn(
      process.execPath,
      ['--import', throwOnSignal, 'electron/commands/cli.ts', 'serve', '--port', '0', '--no-open'],
      {
        cwd: root,
        env: { ...process.env, VIGIL_DATA: dataDir },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    children.push(child)
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += String(chunk)
    })
    const exit = new Promise<number | null>(resolve => child.once('exit', resolve))
    await new Promise(resolve => child.stdout.once('data', resolve))
    const throwing = setInterval(() => child.kill('SIGUSR2'), 20)
    expect(await exit).toBe(1)
    clearInterval(throwing)
    expect(said).toContain('Vigil ends; start it again')
    expect(times(said, 'Error: thrown on purpose')).toBe(1)
    // A record that was not closed leaves its log of unfinished writes behind.
    expect([databasePath(dataDir), walPath(dataDir)].map(path => existsSync(path))).toEqual([true, false])
    // What the watchdog sounds by, should a session have been open.
    expect(readAlive(dataDir)).toMatchObject({ open: false })
  })
})
