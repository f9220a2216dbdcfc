import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from './index.ts'
import { makeVital, openSession, SESSION } from './testing/record.ts'

const CRASHES = 3
const script = fileURLToPath(new URL('testing/commit-for-ever.ts', import.meta.url))

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-crash-'))
})
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
})

/** Kills the child in the middle of its commits, once it has acknowledged so many. Gives the last number it said. */
async function killAfter(child: ChildProcessByStdio<null, Readable, null>, commits: number): Promise<number> {
  let heard = 0
  let acknowledged = 0
  for await (const line of createInterface(child.stdout)) {
    acknowledged = Number.parseInt(line, 10)
    heard += 1
    if (heard === commits) child.kill('SIGKILL')
  }
  return acknowledged
}

describe('kill -9 in the middle of commits', () => {
  it('loses nothing that was acknowledged, crash after crash', async () => {
    const first = openStore(dir, { version: 'test' })
    openSession(first)
    first.close()
    for (let crash = 1; crash <= CRASHES; crash++) {
      const child = spawn(process.execPath, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
      const acknowledged = await killAfter(child, 50 * crash)
      expect(acknowledged).toBeGreaterThanOrEqual(100 * crash)

      const store = openStore(dir, { version: 'test' })
      const readings = store.readings(SESSION)
      expect(readings.length).toBeGreaterThanOrEqual(acknowledged)
      expect(readings.map(({ seq }) => seq)).toEqual(readings.map((_, index) => index + 1))
      expect(readings[acknowledged - 1]).toEqual(makeVital(acknowledged, null))
      expect(store.verify()).toMatchObject({ ok: true, readings: readings.length, integrity: 'ok' })
      // The session is open, and its next reading has a number of its own.
      expect(store.openSessions()).toMatchObject([{ roomId: 'room-1', state: { lastSeq: readings.length } }])
      store.close()
    }
  })
})
