import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openStore, openStoreReadOnly } from '../store/index.ts'
import { closeSession, commitOne, openSession, SESSION } from '../store/testing/record.ts'
import { people } from './people.ts'
import { report } from './report.ts'

let dir: string
let data: string
const inDir = (name: string) => join(dir, name)
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-report-noted-'))
  data = inDir('data')
  vi.stubEnv('VIGIL_DATA', data)
  const store = openStore(data, { version: 'test' })
  openSession(store)
  commitOne(store, 1)
  closeSession(store)
  store.close()
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(dir, { recursive: true, force: true })
})

function exportsNoted(): readonly object[] {
  const store = openStoreReadOnly(data)
  try {
    expect(store.verify()).toMatchObject({ ok: true })
    return store
      .notes(SESSION)
      .flatMap(({ entry }) => (entry.event === 'system' && entry.kind === 'export' ? [entry] : []))
  } finally {
    store.close()
  }
}

it('vigil report notes who has exported what, and holds back names where it cannot', async () => {
  const made = (format: string, out: string, more: object = {}) =>
    report.run({ format, out: inDir(out), ...more }, [SESSION])
  await made('json', 'named.json')
  const by = expect.stringMatching(/^os:/)
  const noted = [{ by, session: SESSION, format: 'json' }]
  expect(exportsNoted()).toMatchObject(noted)
  // Nothing was made: nothing is noted.
  await expect(made('json', 'named.json')).rejects.toThrow(/is there already/)
  expect(exportsNoted()).toHaveLength(1)

  const running = openStore(data, { version: 'test' })
  try {
    await expect(made('html', 'a.html')).rejects.toThrow(
      /A report with names is noted in the record.* already running .*--pseudonymised/,
    )
    expect(existsSync(inDir('a.html'))).toBe(false)
    await made('html', 'b.html', { pseudonymised: true })
    expect(existsSync(inDir('b.html'))).toBe(true)
  } finally {
    running.close()
  }
  await made('csv', 'c.csv', { pseudonymised: true })
  expect(exportsNoted()).toMatchObject([
    ...noted,
    { by, session: SESSION, format: 'csv', pseudonymised: true },
  ])
})

it('a record that is gone is told with what its folder holds, and a command begins none', async () => {
  rmSync(join(data, 'vigil.db'))
  const gone = /is missing, though its mark is there: nothing was begun anew/
  expect(() => openStoreReadOnly(data)).toThrow(gone)
  await expect(people.run({}, ['reset', 'Ina'])).rejects.toThrow(gone)
  vi.stubEnv('VIGIL_DATA', inDir('new'))
  await expect(people.run({}, ['reset', 'Ina'])).rejects.toThrow(/There is no record in .*VIGIL_DATA/)
  expect(existsSync(inDir('new'))).toBe(false)
})
