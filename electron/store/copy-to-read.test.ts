import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { backUpNow, openStore, openStoreReadOnly, ownSources } from './index.ts'
import { closeSession, commitOne, openSession, SESSION } from './testing/record.ts'

/* SQLite wants a file beside the database for reading too, for which a full disk has no room: here a small one in memory. */

let disk: string
let dir: string
let temporary: string
const usual = process.env['TMPDIR']
/** Who is not the system's own login makes no disk. */
const mayMount = (() => {
  const at = mkdtempSync(join(tmpdir(), 'vigil-mount-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', 'none', at]).status === 0
  if (mounted) execFileSync('umount', [at])
  rmSync(at, { recursive: true, force: true })
  return mounted
})()

beforeEach(() => {
  disk = mkdtempSync(join(tmpdir(), 'vigil-full-'))
  temporary = mkdtempSync(join(tmpdir(), 'vigil-temporary-'))
  if (mayMount) execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'none', disk])
  dir = join(disk, 'data')
  const store = openStore(dir, { version: 'test' })
  openSession(store)
  commitOne(store, 1)
  closeSession(store)
  store.close()
  process.env['TMPDIR'] = temporary
})
afterEach(() => {
  if (usual === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = usual
  if (mayMount) execFileSync('umount', [disk])
  for (const folder of [disk, temporary]) rmSync(folder, { recursive: true, force: true })
})

function fill(): void {
  for (let bytes = 4 << 20; bytes >= 1; bytes >>= 1)
    try {
      writeFileSync(join(disk, `fill-${bytes}`), Buffer.alloc(bytes))
    } catch {
      // Half of it may still go in.
    }
}

it.skipIf(!mayMount)('A record on a full disk is read from a copy, which is removed', () => {
  fill()
  expect(() => openStoreReadOnly(dir)).toThrow(/is full: free some space/)
  const store = openStoreReadOnly(dir, ownSources, { mayCopy: true })
  expect(readdirSync(temporary)).toHaveLength(1)
  expect(store.readings(SESSION)).toHaveLength(1)
  expect(store.verify()).toMatchObject({ ok: true })
  store.close()
  expect(readdirSync(temporary)).toEqual([])
})

it.skipIf(!mayMount)('A backup of it is made on another disk', () => {
  fill()
  const to = join(temporary, 'stick')
  const { path, problems } = backUpNow(dir, { version: 'test', sources: ownSources, wallMs: 1, to })
  expect(problems).toEqual([])
  expect(existsSync(join(path, 'vigil.db'))).toBe(true)
  expect(readdirSync(temporary)).toEqual(['stick'])
})
