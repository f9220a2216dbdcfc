import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { longSession } from '../../fixtures/sessions/long-session.ts'
import { writeCsv } from '../../shared/report/formats/csv.ts'
import { makeTables } from '../../shared/report/tables/index.ts'
import { isoTime } from '../../shared/report/times.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { readReport } from '../export/index.ts'
import { openStore, type Store } from '../store/index.ts'
import { readReview } from '../store/review.ts'
import { openRaw } from '../store/testing/raw.ts'
import { forge } from './testing/forge.ts'
import { emptyStore, exportFile, ID, importInto, note, shortScript, storeScript } from './testing/stored.ts'

let a: ReturnType<typeof emptyStore>
let b: ReturnType<typeof emptyStore>
beforeEach(() => {
  a = emptyStore('1.0.0')
  b = emptyStore('2.0.0')
})
afterEach(() => {
  for (const { store, dir } of [a, b]) {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  }
})

describe('a session that goes to another installation', () => {
  it.each([
    { name: 'short', script: shortScript() },
    { name: 'three hours', script: longSession() },
  ])('and back to a file is the same, byte for byte ($name)', async ({ script }) => {
    storeScript(a.store, script)
    const file = await exportFile(a.store)
    expect((await exportFile(a.store)).equals(file)).toBe(true)
    await importInto(b.store, file)
    expect((await exportFile(b.store)).equals(file)).toBe(true)
    expect((await exportFile(b.store)).equals(file)).toBe(true)
    // To a third one, from the second.
    const c = emptyStore()
    await importInto(c.store, await exportFile(b.store))
    expect((await exportFile(c.store)).equals(file)).toBe(true)
    c.store.close()
    rmSync(c.dir, { recursive: true, force: true })
  })

  it('is whole there: record, readings, times, and the hash that signatures name', async () => {
    storeScript(a.store, shortScript())
    await importInto(b.store, await exportFile(a.store))
    expect(b.store.readings(ID)).toEqual(a.store.readings(ID))
    const plain = (store: Store) => store.records(ID).map(({ seq: _seq, ...record }) => record)
    expect(plain(b.store)).toEqual(plain(a.store))
    expect(b.store.records(ID)[0]).toMatchObject({ software: '1.0.0' })
    expect(b.store.session(ID)?.session).toEqual(a.store.session(ID)?.session)
    expect(b.store.recordHash(ID)).toBe(a.store.recordHash(ID))
    expect(b.store.verify()).toMatchObject({ ok: true, firstBroken: null })
    expect(b.store.verify().readings).toBe(a.store.readings(ID).length)
    const [before, after] = [a, b].map(({ store }) => store.sessions(1)[0])
    expect(after).toEqual({ ...before, roomId: 'elsewhere', roomName: 'Room 7', imported: true })
    expect(readReview(b.store, ID)).toMatchObject({
      imported: { by: 'Ada', at: note.at, file: 'session.json' },
      history: readReviewHistory(a.store),
    })
    // Rooms are of this installation: a session from elsewhere brings none.
    expect(b.store.rooms()).toEqual([{ id: 'room-1', name: 'Room 1' }])
  })

  it('stands in the chain there: what is changed afterwards is found', async () => {
    storeScript(a.store, shortScript())
    await importInto(b.store, await exportFile(a.store))
    b.store.close()
    const db = openRaw(b.dir)
    db.exec('DROP TRIGGER readings_stay; UPDATE readings SET value = 99 WHERE seq = 3')
    db.close()
    b = { dir: b.dir, store: openStore(b.dir, { version: 'x' }) }
    expect(b.store.verify().firstBroken).toMatchObject({ table: 'readings', sessionId: ID, seq: 3 })
  })

  it('gets a hash of this installation as soon as something is added to it here', async () => {
    storeScript(a.store, shortScript())
    await importInto(b.store, await exportFile(a.store))
    const hash = b.store.recordHash(ID)
    const entry = { event: 'session', kind: 'identity', by: 'Ada' } as const
    b.store.commit({ sessionId: ID, readings: [], log: [{ at: note.at, entry }] })
    expect(b.store.recordHash(ID)).not.toBe(hash)
    const changed = await exportFile(b.store)
    await expect(importInto(b.store, changed)).rejects.toThrow(/is here already, in the same state/)
    await expect(importInto(b.store, await exportFile(a.store))).rejects.toThrow(
      /is here already, in another state/,
    )
  })

  it('says in both places who did what: reports made, the import', async () => {
    storeScript(a.store, shortScript())
    await importInto(b.store, await exportFile(a.store))
    const report = readReport(b.store, ID, { at: note.at, by: 'Ada', software: '2.0.0' }, words)
    expect(report.events[0]?.entry).toMatchObject({ kind: 'import', by: 'Ada', session: ID })
    expect(writeCsv(report, words)).toMatch(
      /Imported from another installation by Ada, file session\.json, SHA-256/,
    )
    expect(b.store.notes(ID)).toHaveLength(1)
    const events = makeTables(report, words).find(({ title }) => title === 'Other events')
    expect(events?.rows[0]).toEqual([
      isoTime(note.at.wallMs, report.utcOffsetMin).slice(0, 19).replace('T', ' '),
      '–',
      expect.stringContaining('Imported from another installation by Ada'),
    ])
  })

  it('keeps the time of day of the place where it was held', async () => {
    storeScript(a.store, shortScript())
    const moved = forge(await exportFile(a.store), lines =>
      lines.map(line => line.replaceAll(/"utcOffsetMin":-?\d+/g, '"utcOffsetMin":330')),
    )
    await importInto(b.store, moved)
    const report = readReport(b.store, ID, { at: note.at, by: 'Ada', software: '2.0.0' }, words)
    expect(report.utcOffsetMin).toBe(330)
    expect(writeCsv(report, words)).toContain('+05:30')
    expect((await exportFile(b.store)).equals(moved)).toBe(true)
  })
})

function readReviewHistory(store: Store) {
  const { vitals, nibp } = readReview(store, ID).history
  return { vitals, nibp }
}
