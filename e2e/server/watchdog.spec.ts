import type { ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { openStore } from '../../electron/store/index.ts'
import { openSession } from '../../electron/store/testing/record.ts'
import { aliveFile, readAlive } from '../../electron/watchdog/alive-file.ts'
import { cli, end, firstLine, start } from '../hosts/processes.ts'

/* Vigil is killed while a session is open: a process of its own must sound. The player only writes down that it was called. */

test.skip(process.platform !== 'linux', 'the player that is put in place is a shell script')

let dir: string
let running: ChildProcess
const played = () => join(dir, 'played')
const calls = () => (existsSync(played()) ? readFileSync(played(), 'utf8').split('\n').length - 1 : 0)

/** Is there still a watchdog over this data folder? */
const watched = () =>
  globSync('/proc/[0-9]*/cmdline').some(path => {
    try {
      const words = readFileSync(path, 'utf8').split('\0')
      return words.some(word => word.includes('watchdog')) && words.includes(dir)
    } catch {
      return false
    }
  })

test.beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-killed-'))
  writeFileSync(join(dir, 'pw-play'), `#!/bin/sh\necho played >> '${played()}'\n`)
  chmodSync(join(dir, 'pw-play'), 0o755)
})
test.afterEach(async () => {
  await end(running, 'SIGKILL')
  // Without its heartbeat file the watchdog ends by itself.
  rmSync(dir, { recursive: true, force: true })
})

async function serve(): Promise<void> {
  const env = { VIGIL_DATA: dir, PATH: `${dir}:${process.env['PATH'] ?? ''}` }
  running = start([cli, 'serve', '--port', '0', '--no-open'], env, () => {})
  await firstLine(running, line => line.startsWith('{'))
}

function recordOpenSession(): void {
  const store = openStore(dir, { version: 'test' })
  openSession(store)
  store.close()
}

test('Vigil is killed with an open session, and the alarm sounds until it is started again', async () => {
  recordOpenSession()
  await serve()
  await expect.poll(() => readAlive(dir)?.beat ?? 0).toBeGreaterThan(1)
  expect(readAlive(dir)?.open).toBe(true)
  const before = calls()
  await end(running, 'SIGKILL')
  await expect.poll(calls).toBeGreaterThan(before)

  const first = readAlive(dir)?.instance
  await serve()
  // The record's own process writes it, with the first beat.
  await expect.poll(() => readAlive(dir)?.instance).not.toBe(first)
  await end(running, 'SIGTERM')
  expect(existsSync(aliveFile(dir))).toBe(false)
  await expect.poll(watched).toBe(false)
})

test('Vigil is ended in order with an open session, and nothing sounds', async () => {
  recordOpenSession()
  await serve()
  await expect.poll(() => readAlive(dir)?.open).toBe(true)
  expect(watched()).toBe(true)
  // The session's monitor is gone, which Vigil itself may call out meanwhile.
  const before = calls()
  await end(running, 'SIGTERM')
  await expect.poll(watched).toBe(false)
  expect(calls()).toBe(before)
})

test('Vigil is killed with nothing to watch, and nothing sounds', async () => {
  await serve()
  await expect.poll(() => readAlive(dir)?.beat ?? 0).toBeGreaterThan(1)
  expect(readAlive(dir)?.open).toBe(false)
  expect(watched()).toBe(true)
  await end(running, 'SIGKILL')
  await expect.poll(watched).toBe(false)
  expect(calls()).toBe(0)
})
