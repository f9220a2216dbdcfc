import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore, ownSources, restoreNoted, type Store } from '../index.ts'
import { at, commitOne, openSession, SESSION } from '../testing/record.ts'

let dir: string
let store: Store
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-restored-'))
  store = openStore(dir, { version: 'test' })
})
afterEach(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

function restore(from: string, by: string | null): void {
  store.close()
  restoreNoted({ from, dataDir: dir, sources: ownSources, version: 'test', by })
  store = openStore(dir, { version: 'test' })
}

it('A restore stands in the record, with who decided it and what is not in it any more', async () => {
  openSession(store)
  commitOne(store, 1)
  const backup = await store.backup(at(1500))
  expect(store.careView(0).restored).toBeNull()
  for (const seq of [2, 3]) commitOne(store, seq)
  // Entries 1 and 2 are in the backup: the first reading's event, and where the logs ended.
  restore(backup, 'Ada and Dr Dora')
  expect(store.readings(SESSION)).toHaveLength(1)
  expect(store.careView(0).restored).toMatchObject({
    by: 'Ada and Dr Dora',
    sentence: expect.stringMatching(
      /^The record was restored from .*: it ends at entry 2; entries 3 to 4 of the record that was here ARE NOT IN IT; what was there: .*aside/,
    ),
  })
  expect(store.verify()).toMatchObject({ ok: true })

  // A backup of all that is there takes nothing away.
  restore(await store.backup(at(5000)), null)
  expect(store.careView(0).restored).toMatchObject({
    by: expect.stringMatching(/^os:/),
    sentence: expect.not.stringContaining('NOT IN IT'),
  })
})
