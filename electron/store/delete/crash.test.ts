import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DAY_MS } from '../../../shared/time.ts'
import { checkBackup } from '../backup/open-backup.ts'
import { listBackupPaths, openStore, ownAnchors, ownSources } from '../index.ts'
import { at } from '../testing/record.ts'

const script = fileURLToPath(new URL('../testing/delete-for-ever.ts', import.meta.url))
/** After a session was stored, while it is being deleted. */
const KILLED_AFTER_MS = [0, 4, 8, 12, 16, 24, 40, 80]

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-delete-crash-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

interface Heard {
  readonly stored: readonly string[]
  readonly deleted: readonly string[]
}

/** Gives what was said before the end, which comes so long after the second session was stored. */
async function killDuringDeletion(before: number, afterMs: number): Promise<Heard> {
  const child = spawn(process.execPath, [script, dir, String(before)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const heard = { stored: [] as string[], deleted: [] as string[] }
  for await (const line of createInterface(child.stdout)) {
    const [word, id = ''] = line.split(' ')
    if (word === 'stored' || word === 'deleted') heard[word].push(id)
    if (word === 'stored' && heard.stored.length === 2) {
      await wait(afterMs)
      child.kill('SIGKILL')
    }
  }
  return heard
}

it('kill -9 while sessions are deleted leaves each whole or gone, in record and backups, and the next backup clears the rest', async () => {
  let count = 0
  for (const afterMs of KILLED_AFTER_MS) {
    const { stored, deleted } = await killDuringDeletion(count, afterMs)
    count = Math.max(count, ...stored.map(id => Number(id.slice(2)))) + 1
    const store = openStore(dir, { version: 'test' })
    for (const id of stored) {
      const isGone = store.session(id) === null
      if (deleted.includes(id)) expect(isGone, id).toBe(true)
      expect(store.readings(id), id).toHaveLength(isGone ? 0 : 300)
      expect(store.deleted(id) !== null, id).toBe(isGone)
    }
    expect(store.verify(undefined, ownAnchors(dir))).toMatchObject({ ok: true, firstBroken: null })
    const { deleted: gone } = store.verify()
    await store.backup(at(401 * DAY_MS + count * 60_000))
    store.close()
    for (const path of listBackupPaths(dir))
      expect(checkBackup(path, dir, ownSources), path).toMatchObject({ verified: { ok: true } })
    const files = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    for (const { sessionId } of gone)
      expect(
        files.filter(name => name.endsWith(`${sessionId}.vses`)),
        sessionId,
      ).toEqual([])
    const keys = join(dir, 'session.keys')
    if (existsSync(keys))
      for (const { sessionId } of gone) expect(readFileSync(keys, 'utf8')).not.toContain(`"${sessionId}"`)
  }
}, 300_000)
