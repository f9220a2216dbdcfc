import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MOST_DUE } from '../../../shared/record-times.ts'
import type { RoomState } from '../../../shared/session/room-state.ts'
import { DAY_MS } from '../../../shared/time.ts'
import { checkBackup } from '../backup/open-backup.ts'
import { restoreBackup } from '../backup/restore.ts'
import { openStore, ownAnchors, ownSources, rekeyRecord, type Store } from '../index.ts'
import { openKeys } from '../keys/keys.ts'
import { readSessionKey } from '../seal/session-keys.ts'
import { forge } from '../testing/forge.ts'
import { holding, wordsIn } from '../testing/holding.ts'
import { openRaw } from '../testing/raw.ts'
import {
  at,
  closedState,
  closing,
  commitOne,
  makeFailedCuff,
  makeState,
  makeVital,
  mark,
  openSession,
  SESSION,
} from '../testing/record.ts'

let dir: string
let place: string
let store: Store

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-delete-'))
  place = mkdtempSync(join(tmpdir(), 'vigil-delete-place-'))
  store = openStore(dir, { version: 'test' })
})
afterEach(() => {
  store.close()
  for (const folder of [dir, place]) rmSync(folder, { recursive: true, force: true })
})

const later = (days: number) => at(9000 + days * DAY_MS)
const note = { ...mark, id: 'mark-2', mark: 'note', text: 'Zebulon felt well' } as const
/** Long enough never to stand in cipher text by chance. */
const patient = { initials: 'J.Kwiatkowska', birthYear: 1984, recordId: 'REC-770077' }
const planted = ['Zebulon', patient.initials, patient.recordId]
const deletion = { sessionId: SESSION, by: 'Ada and Dr Dora', reason: 'kept for ten years' } as const
const other = 'S-2'
const sealedFile = (folder = dir) => join(folder, 'sessions', '2031', `${SESSION}.vses`)

const withPatient = (state: RoomState): RoomState => ({ ...state, session: { ...state.session, patient } })
const ownClosedState = () => withPatient(closedState())

/** A closed session whose patient, notes and figures are to go, and another that stays. */
function fill(): void {
  store.addRoom({ id: 'room-1', name: 'Room 1' })
  store.openSession('room-1', withPatient(makeState()))
  for (const seq of [1, 2, 3]) commitOne(store, seq)
  store.commit({
    sessionId: SESSION,
    readings: [makeVital(4, null), makeFailedCuff(5), makeVital(6, 97.25)],
    log: [{ at: at(6000), entry: note }],
  })
  close(SESSION, ownClosedState())
  const kept = makeState(other)
  const session = {
    ...kept.session,
    patient: { initials: 'Q.Wellbore', birthYear: 1990, recordId: 'REC-880088' },
  }
  store.openSession('room-1', { ...kept, session })
  close(other, { ...kept, session: { ...session, phase: 'closed', closed: { by: 'Ana', at: at(9500) } } })
}

function close(sessionId: string, state: ReturnType<typeof makeState>): void {
  store.commit({ sessionId, state, readings: [], log: [{ at: at(9500), entry: closing }] })
}

function reopen(): void {
  store.close()
  store = openStore(dir, { version: 'test' })
}

const database = () => join(dir, 'vigil.db')

describe('A deleted session', () => {
  it.each([
    ['as rows', async () => {}],
    ['sealed', async () => void (await store.sealNext(later(8)))],
    [
      'sealed, with something added since',
      async () => {
        await store.sealNext(later(8))
        store.commit({
          sessionId: SESSION,
          state: ownClosedState(),
          readings: [],
          log: [{ at: later(9), entry: note }],
        })
      },
    ],
  ])('that lay %s is gone, and verify says clean and names the deletion', async (_how, prepare) => {
    fill()
    await prepare()
    const { records, readings } = store.verify()
    expect(await store.deleteSession(deletion, later(400))).toEqual({ left: [] })
    for (const opened of [() => {}, reopen]) {
      opened()
      const verified = store.verify()
      expect(verified).toMatchObject({
        ok: true,
        firstBroken: null,
        deleted: [
          {
            sessionId: SESSION,
            deletedWallMs: later(400).wallMs,
            by: 'Ada and Dr Dora',
            reason: deletion.reason,
          },
        ],
      })
      expect(verified.records).toBeLessThan(records)
      expect(verified.readings).toBe(readings - 6)
      expect(store.session(SESSION)).toBeNull()
      expect(store.readings(SESSION)).toEqual([])
      expect(store.log(SESSION)).toEqual([])
      expect(store.sessions(5).map(({ id }) => id)).toEqual([other])
      expect(store.find({ text: 'zebulon' })).toMatchObject({ total: 0 })
      expect(store.find({ text: 'qw' })).toMatchObject({ total: 1 })
    }
    expect(existsSync(sealedFile())).toBe(false)
    expect(readSessionKey(dir, openKeys(dir, ownSources).session, SESSION)).toBeNull()
    expect(store.verify(undefined, ownAnchors(dir))).toMatchObject({ ok: true })
  })

  it('leaves its patient and notes on no page of the record, nor in its log', async () => {
    fill()
    const raw = openRaw(dir)
    raw.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    raw.close()
    expect(wordsIn(database(), dir, planted)).toEqual(planted)
    await store.deleteSession(deletion, later(400))
    expect(statSync(`${database()}-wal`).size).toBe(0)
    expect(wordsIn(database(), dir, planted)).toEqual([])
    // The other is there.
    expect(wordsIn(database(), dir, ['Q.Wellbore'])).toEqual(['Q.Wellbore'])
    // So does one that was sealed in between.
    await store.sealNext(later(401))
    await store.deleteSession({ ...deletion, sessionId: other }, later(500))
    expect(wordsIn(database(), dir, ['Q.Wellbore', 'REC-880088'])).toEqual([])
    expect(readdirSync(join(dir, 'sessions', '2031'))).toEqual([])
    expect(holding(dir, [...planted, 'Q.Wellbore'])).toEqual([])
  })

  it('takes the reports with it that earlier versions kept, and no others', async () => {
    fill()
    mkdirSync(join(dir, 'reports'))
    const [own, others] = [
      ['vigil-S-1.pdf', 'vigil-S-1-2.pdf', 'vigil-S-1-pseudonymised.csv', 'vigil-S-1-pseudonymised-3.html'],
      ['vigil-S-10.pdf', 'vigil-S-2-1.pdf', 'vigil-S-2.json', 'own.pdf'],
    ]
    for (const name of [...own, ...others]) writeFileSync(join(dir, 'reports', name), 'J.K.')
    await store.deleteSession(deletion, later(400))
    expect(readdirSync(join(dir, 'reports')).toSorted()).toEqual(others.toSorted())
  })

  it('is not taken back, and nothing is added to it', async () => {
    fill()
    await store.deleteSession(deletion, later(400))
    expect(store.deleted(SESSION)).toMatchObject({ by: 'Ada and Dr Dora' })
    expect(store.deleted(other)).toBeNull()
    expect(() =>
      store.commit({ sessionId: SESSION, readings: [], log: [{ at: later(401), entry: mark }] }),
    ).toThrow('was deleted')
    expect(store.verify()).toMatchObject({ ok: true })
  })

  it('whose file is damaged goes all the same', async () => {
    fill()
    await store.sealNext(later(8))
    writeFileSync(sealedFile(), 'nothing')
    const anchors = ownAnchors(dir)
    await store.deleteSession(deletion, later(400))
    expect(store.verify(undefined, anchors)).toMatchObject({ ok: true })
  })

  it('stays deleted, and vouched for, when the record gets new keys', async () => {
    fill()
    await store.sealNext(later(8))
    await store.sealNext(later(8))
    await store.deleteSession(deletion, later(400))
    store.close()
    rekeyRecord(dir, { sources: ownSources, version: 'test', by: 'os:it' })
    store = openStore(dir, { version: 'test' })
    expect(store.verify()).toMatchObject({ ok: true, deleted: [{ sessionId: SESSION }] })
    expect(store.session(other)).not.toBeNull()
    await store.deleteSession({ ...deletion, sessionId: other }, later(401))
    expect(store.verify()).toMatchObject({
      ok: true,
      deleted: [{ sessionId: SESSION }, { sessionId: other }],
    })
  })

  it('leaves nothing behind where the power went before its files did', async () => {
    fill()
    await store.sealNext(later(8))
    const bytes = readFileSync(sealedFile())
    const keys = readFileSync(join(dir, 'session.keys'))
    await store.deleteSession(deletion, later(400))
    writeFileSync(sealedFile(), bytes)
    writeFileSync(join(dir, 'session.keys'), keys)
    reopen()
    await store.backup(later(401))
    expect(existsSync(sealedFile())).toBe(false)
    expect(readFileSync(join(dir, 'session.keys'), 'utf8')).not.toContain(SESSION)
  })
})

it('An open session, one of before, and one that is not there are not deleted', async () => {
  openSession(store)
  commitOne(store, 1)
  await expect(store.deleteSession(deletion, later(1))).rejects.toThrow('is open')
  await expect(store.deleteSession({ ...deletion, sessionId: 'S-9' }, later(1))).rejects.toThrow(
    'no session "S-9"',
  )
  close(SESSION, ownClosedState())
  store.close()
  forge(dir, raw => raw.exec('UPDATE sessions SET own_log = NULL'))
  store = openStore(dir, { version: 'test' })
  await expect(store.deleteSession(deletion, later(1))).rejects.toThrow('never cut')
  expect(store.readings(SESSION)).toHaveLength(1)
})

describe('Anchors of a deleted session', () => {
  it('are held against what is kept of its records', async () => {
    fill()
    const ofSession = store.records(SESSION).map(({ seq }) => seq)
    const raw = openRaw(dir, { readOnly: true })
    const rows = raw.prepare('SELECT seq, hash FROM session_log WHERE session_id = ?').all(SESSION)
    raw.close()
    const anchors = rows.map(row => ({ seq: Number(row['seq']), hash: String(row['hash']) }))
    expect(anchors.map(({ seq }) => seq)).toEqual(ofSession)
    await store.deleteSession(deletion, later(400))
    const onPaper = anchors.map(({ hash }) => ({ seq: null, hash: hash.slice(0, 16) }))
    expect(store.verify(undefined, [...anchors, ...onPaper])).toMatchObject({ ok: true })
    for (const seq of [anchors[0]?.seq ?? 0, null])
      expect(store.verify(undefined, [{ seq, hash: '0'.repeat(16) }])).toMatchObject({ ok: false })
  })

  it('do not keep a record closed whose mark stood on them', async () => {
    fill()
    store.touch(later(10))
    const before = readFileSync(join(dir, 'vigil.mark'))
    await store.deleteSession(deletion, later(400))
    // As if the power had gone before the mark was written.
    store.close()
    writeFileSync(join(dir, 'vigil.mark'), before)
    store = openStore(dir, { version: 'test' })
    expect(store.verify()).toMatchObject({ ok: true })
  })
})

describe('Backups', () => {
  const names = (folder: string) => readdirSync(folder).filter(name => name.startsWith('vigil-'))

  it('are cleared in both places, stay whole, and bring nothing back', async () => {
    store.setSetting('backupPlace', place)
    fill()
    await store.backup(later(1))
    await store.sealNext(later(8))
    await store.backup(later(9))
    const paths = [join(dir, 'backups'), place].flatMap(folder =>
      names(folder).map(name => join(folder, name)),
    )
    expect(paths).toHaveLength(4)
    for (const path of paths)
      expect(wordsIn(join(path, 'vigil.db'), dir, [patient.initials])).toEqual([patient.initials])
    expect(existsSync(sealedFile(paths[1]))).toBe(true)
    expect(await store.deleteSession(deletion, later(400))).toEqual({ left: [] })
    for (const path of paths) {
      expect(wordsIn(join(path, 'vigil.db'), dir, planted)).toEqual([])
      expect(checkBackup(path, dir, ownSources)).toMatchObject({
        sessions: 1,
        verified: { ok: true, deleted: [{ sessionId: SESSION }] },
      })
      expect(existsSync(sealedFile(path))).toBe(false)
      expect(readdirSync(path)).not.toContainEqual(expect.stringContaining('part'))
    }
    expect(holding(dir, planted)).toEqual([])
    // What they vouch for of the record still holds.
    expect(store.verify(undefined, ownAnchors(dir))).toMatchObject({ ok: true })
    // A second look opens none of them again.
    const before = paths.map(path => statSync(join(path, 'manifest.json')).mtimeMs)
    await store.backup(later(401))
    expect(paths.map(path => statSync(join(path, 'manifest.json')).mtimeMs)).toEqual(before)
    store.close()
    restoreBackup(paths[0] ?? '', dir, { ...ownSources, nowMs: () => later(402).wallMs }, 'test')
    store = openStore(dir, { version: 'test' })
    expect(store.session(SESSION)).toBeNull()
    expect(store.session(other)).not.toBeNull()
    expect(store.verify(undefined, ownAnchors(dir))).toMatchObject({ ok: true })
  })

  it('in a place that is not there are cleared when it is connected again', async () => {
    store.setSetting('backupPlace', place)
    fill()
    await store.backup(later(1))
    const away = `${place}-away`
    copyFolder(place, away)
    rmSync(place, { recursive: true })
    const { left } = await store.deleteSession(deletion, later(400))
    expect(left).toEqual([expect.stringContaining(`${place} is not there`)])
    copyFolder(away, place)
    rmSync(away, { recursive: true })
    await store.backup(later(401))
    for (const name of names(place)) expect(wordsIn(join(place, name, 'vigil.db'), dir, planted)).toEqual([])
  })

  it('that cannot be cleared, and what was put aside, are told', async () => {
    fill()
    const backup = await store.backup(later(1))
    writeFileSync(join(backup, 'manifest.json'), '{}')
    mkdirSync(join(dir, 'aside', 'vigil-2031'), { recursive: true })
    const { left } = await store.deleteSession(deletion, later(400))
    expect(left).toEqual([expect.stringContaining(backup), expect.stringContaining(join(dir, 'aside'))])
  })
})

function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    const target = join(entry.parentPath, entry.name).replace(from, to)
    if (entry.isDirectory()) mkdirSync(target, { recursive: true })
    else {
      mkdirSync(join(target, '..'), { recursive: true })
      copyFileSync(join(entry.parentPath, entry.name), target)
    }
  }
}

describe('Sessions due for deletion', () => {
  it('are those that were kept for the years of the clinic, and nothing goes by itself', async () => {
    fill()
    const years = (n: number) => ({ monoMs: 0, wallMs: Date.UTC(2031 + n, 4, 4, 12) })
    expect(store.dueForDeletion(years(50).wallMs)).toEqual([])
    store.setSetting('keepYears', '10')
    expect(store.dueForDeletion(years(9).wallMs)).toEqual([])
    // Three leap days before the calendar says so.
    expect(store.dueForDeletion(years(10).wallMs - DAY_MS)).toEqual([])
    expect(store.dueForDeletion(years(10).wallMs)).toMatchObject([
      { sessionId: SESSION, initials: patient.initials, birthYear: 1984 },
      { sessionId: other },
    ])
    expect(store.careView(years(10).wallMs)).toMatchObject({ retention: { years: 10, due: 2 } })
    const practice = makeState('S-3')
    store.openSession('room-1', practice)
    const session = {
      ...practice.session,
      speed: 60,
      phase: 'closed',
      closed: { by: 'Ana', at: at(9000) },
    } as const
    close('S-3', { ...practice, session })
    expect(store.dueForDeletion(years(10).wallMs)).toHaveLength(2)
    await store.backupIfDue(years(30))
    for (const _ of 'three') await store.sealNext(years(30))
    expect(store.sessions(5)).toHaveLength(3)
  })

  it('are never fewer than there are without a word', () => {
    fill()
    store.setSetting('keepYears', '10')
    const raw = openRaw(dir)
    const columns = raw.prepare("SELECT name FROM pragma_table_info('sessions') WHERE name <> 'id'").all()
    const others = columns.map(({ name }) => String(name)).join(', ')
    const copy = (n: number) =>
      raw.exec(
        `INSERT INTO sessions (id, ${others}) SELECT 'S-1-${n}', ${others} FROM sessions WHERE id = '${SESSION}'`,
      )
    for (let n = 0; n < MOST_DUE - 2; n++) copy(n)
    const now = Date.UTC(2061, 4, 4)
    expect(store.careView(now).retention).toEqual({ years: 10, due: MOST_DUE, areMoreDue: false })
    copy(MOST_DUE)
    raw.close()
    expect(store.careView(now).retention).toEqual({ years: 10, due: MOST_DUE, areMoreDue: true })
    expect(store.dueForDeletion(now)).toHaveLength(MOST_DUE)
    expect(store.dueForDeletion(now, Number.POSITIVE_INFINITY)).toHaveLength(MOST_DUE + 1)
  })
})
