import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DAY_MS } from '../../../shared/time.ts'
import { openStore } from '../index.ts'
import { at } from '../testing/record.ts'

const script = fileURLToPath(new URL('../testing/seal-for-ever.ts', import.meta.url))
/** After a session was stored, while it is being sealed. */
const KILLED_AFTER_MS = [0, 3, 8, 15, 30, 60]

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-seal-crash-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** Gives the sessions that were said to be stored. */
async function killDuringSealing(stored: number, afterMs: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const heard: string[] = []
  for await (const line of createInterface(child.stdout)) {
    const [word, id = ''] = line.split(' ')
    if (word === 'stored') heard.push(id)
    if (word === 'stored' && heard.length === stored) {
      await wait(afterMs)
      child.kill('SIGKILL')
    }
  }
  return heard
}

it('kill -9 while sessions are sealed loses nothing, and the next sealing goes on', async () => {
  const known: string[] = []
  for (const afterMs of KILLED_AFTER_MS) {
    known.push(...(await killDuringSealing(2, afterMs)))
    const store = openStore(dir, { version: 'test' })
    for (const id of known) {
      expect(store.readings(id), id).toHaveLength(300)
      expect(store.log(id), id).toHaveLength(2)
    }
    expect(store.verify()).toMatchObject({ ok: true, firstBroken: null })
    while ((await store.sealNext(at(9 * DAY_MS))) !== null);
    expect(store.verify()).toMatchObject({ ok: true, firstBroken: null })
    for (const id of known) expect(store.readings(id), id).toHaveLength(300)
    store.close()
  }
}, 240_000)
