import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CoreEvent } from '../../shared/ipc.ts'
import { aliveFile, readAlive } from './alive-file.ts'
import { startWatchdog } from './start.ts'

let dataDir: string
let open: boolean
let beat: (event: CoreEvent) => void
const say = vi.fn()
const heartbeat: CoreEvent = { kind: 'heartbeat', at: { monoMs: 0, wallMs: 0 } }

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-start-'))
  open = false
  beat = () => {}
  say.mockReset()
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

function start(program: string, ...args: readonly string[]): () => void {
  return startWatchdog({
    dataDir,
    command: [program, ...args],
    subscribe(listener) {
      beat = listener
      return () => {
        beat = () => {}
      }
    },
    isOpen: () => open,
    say,
  })
}

it('writes a heartbeat at the start and with each of the core, and takes the file away at an orderly end', () => {
  const end = start(process.execPath, '-e', '')
  const first = readAlive(dataDir)
  expect(first).toMatchObject({ pid: process.pid, open: false })
  open = true
  beat(heartbeat)
  beat({ kind: 'devices', devices: [] })
  expect(readAlive(dataDir)).toEqual({ ...first, beat: (first?.beat ?? 0) + 1, open: true })
  end()
  expect(existsSync(aliveFile(dataDir))).toBe(false)
  beat(heartbeat)
  expect(existsSync(aliveFile(dataDir))).toBe(false)
})

it('says when the watchdog cannot be started', async () => {
  const end = start(join(dataDir, 'nothing-here'))
  await expect.poll(() => say.mock.calls).not.toEqual([])
  expect(say).toHaveBeenCalledExactlyOnceWith(
    expect.stringContaining('could not be started'),
    expect.objectContaining({ code: 'ENOENT' }),
  )
  end()
})

it('says when the watchdog ends by itself', async () => {
  const end = start(process.execPath, '-e', 'process.exit(3)')
  await expect.poll(() => say.mock.calls).not.toEqual([])
  expect(say).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('has ended'), 3)
  end()
})

it('says once, not once a second, that no heartbeat can be written', () => {
  const end = start(process.execPath, '-e', '')
  rmSync(dataDir, { recursive: true })
  beat(heartbeat)
  beat(heartbeat)
  expect(say).toHaveBeenCalledTimes(1)
  end()
})
