import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { longSession } from '../../fixtures/sessions/long-session.ts'
import type { Answer, CoreEvent, ReportFile } from '../../shared/ipc.ts'
import { wholeContent } from '../../shared/report/content.ts'
import type { SessionReview } from '../../shared/review/review.ts'
import { CHUNK_BYTES, MOST_FILE_BYTES } from '../../shared/session-file/format.ts'
import type { SessionSummary } from '../../shared/views.ts'
import { emptyStore, exportFile, storeScript } from '../import/testing/stored.ts'
import { openStoreReadOnly } from '../store/index.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'
import { toldInstallation, toldRooms } from './testing/told.ts'

const ID = 'S-20261123-abc123'
let dataDir: string
let core: Core
let events: CoreEvent[]
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-imports-'))
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
  events = []
  core.subscribe(event => events.push(event))
  await value('addPerson', { name: 'Ada', role: 'staff' })
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

function ask(name: string, payload: object, windowId = 'desk'): Promise<Answer> {
  return askAs(core, name, payload, windowId)
}
async function value<T>(name: string, payload: object, windowId = 'desk'): Promise<T> {
  const answer = await ask(name, payload, windowId)
  if (!answer.ok) throw new Error(answer.message)
  return answer.value as T
}
async function refusal(name: string, payload: object, windowId = 'desk'): Promise<string> {
  const answer = await ask(name, payload, windowId)
  return answer.ok ? 'done' : `${answer.code}: ${answer.message}`
}
const begin = (bytes: number, windowId = 'desk') =>
  value<{ importId: string }>('beginImport', { by: 'Ada', file: 'a.json', bytes }, windowId)
const piece = (file: Buffer, index: number) =>
  file.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES).toString('base64')

/** As a window does it. */
async function send(file: Buffer): Promise<string> {
  const { importId } = await begin(file.length)
  for (let index = 0; index * CHUNK_BYTES < file.length; index++)
    await value('sendImport', { importId, index, base64: piece(file, index) })
  return refusal('importSession', { by: 'Ada', importId })
}

/** A session of three hours from another installation. */
async function makeFile(): Promise<Buffer> {
  const { store, dir } = emptyStore()
  storeScript(store, longSession())
  const file = await exportFile(store)
  store.close()
  rmSync(dir, { recursive: true, force: true })
  return file
}

describe('a session file from a window', () => {
  it('is taken in while alarms are watched, told to every window, and exported again as it was', async () => {
    const file = await makeFile()
    // How often others have their turn meanwhile: in one piece it would be never, however slow the machine.
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    expect(await send(file)).toBe('done')
    clearInterval(timer)
    expect(turns).toBeGreaterThan(10)
    const [summary] = await value<readonly SessionSummary[]>('listSessions', {})
    expect(summary).toMatchObject({ id: ID, roomName: 'Room 7', imported: true })
    expect(toldInstallation(events)).toMatchObject({
      recentSessions: [{ id: ID }],
    })
    expect(events.filter(({ kind }) => kind === 'log')).toContainEqual(
      expect.objectContaining({
        entry: expect.objectContaining({ entry: expect.objectContaining({ kind: 'import', by: 'Ada' }) }),
      }),
    )
    const review = await value<SessionReview>('reviewSession', { sessionId: ID })
    expect(review.imported).toMatchObject({ by: 'Ada', file: 'a.json' })
    const report = { by: 'Ada', sessionId: ID, format: 'json' }
    for (const made of [
      await value<ReportFile>('makeReport', report),
      await value<ReportFile>('makeReport', report),
    ])
      expect(Buffer.from(made.base64, 'base64').equals(file)).toBe(true)
    // Who made reports stands in the audit trail, and in the next report.
    const html = await value<ReportFile>('makeReport', { ...report, format: 'html', content: wholeContent })
    expect(
      Buffer.from(html.base64, 'base64')
        .toString('utf8')
        .match(/Report \(json\) made by Ada/g),
    ).toHaveLength(2)
    expect(await send(file)).toMatch(/^refused: Session .* is here already, in the same state/)
  })

  it('is refused with its sentence, and nothing is left of it', async () => {
    const file = await makeFile()
    const cut = file.subarray(0, -100)
    expect(await send(cut)).toMatch(/^refused: The file is cut off/)
    expect(await value('listSessions', {})).toEqual([])
    const store = openStoreReadOnly(dataDir)
    expect(store.verify()).toMatchObject({ ok: true, readings: 0 })
    store.close()
    expect(await send(file)).toBe('done')
  })

  it('cannot fill the memory: not by its size, its pieces, or many of them', async () => {
    const big = { by: 'Ada', file: 'a.json', bytes: 2 ** 31 }
    expect(await refusal('beginImport', big)).toMatch(/larger \(2048 MB\)/)
    const { importId } = await begin(MOST_FILE_BYTES)
    const full = Buffer.alloc(CHUNK_BYTES).toString('base64')
    expect(await refusal('sendImport', { importId, index: 0, base64: `${full}AAAA` })).toMatch(/^invalid/)
    expect(await refusal('sendImport', { importId, index: 0, base64: full })).toBe('done')
    // A second window must wait; the first may begin anew.
    expect(await refusal('beginImport', { ...big, bytes: 10 }, 'other')).toMatch(
      /Another file is being imported/,
    )
    expect(await refusal('sendImport', { importId, index: 1, base64: full }, 'other')).toMatch(/broken off/)
    expect(await refusal('sendImport', { importId, index: 5, base64: full })).toMatch(
      /changed while it was sent/,
    )
    expect(await refusal('sendImport', { importId, index: 1, base64: full })).toMatch(/broken off/)
    const small = await begin(10)
    expect(await refusal('sendImport', { importId: small.importId, index: 0, base64: 'AAAA' })).toMatch(
      /changed while it was sent/,
    )
    const unsent = await begin(10)
    expect(await refusal('importSession', { by: 'Ada', importId: unsent.importId })).toMatch(/not sent whole/)
    const left = await begin(10)
    expect(await refusal('cancelImport', { importId: left.importId })).toBe('done')
    expect(await refusal('beginImport', { ...big, bytes: 10 }, 'other')).toBe('done')
  })

  it('needs a person, and a name that is one', async () => {
    expect(await refusal('beginImport', { by: 'Nobody', file: 'a.json', bytes: 10 })).toMatch(/^forbidden/)
    expect(await refusal('beginImport', { by: 'Ada', file: 'a\nb', bytes: 10 })).toMatch(/control characters/)
    expect(await refusal('addPerson', { name: '=cmd()', role: 'nurse' })).toMatch(
      /name: a name or number must not begin with = \+ - or @/,
    )
    const patient = { initials: '@A', birthYear: 1980, recordId: 'R' }
    const opening = { by: 'Ada', roomId: 'room-1', presetId: 'SPRAVATO-84', patient }
    expect(await refusal('openSession', opening)).toMatch(/patient\.initials: a name or number must not/)
  })
})

describe('a live session', () => {
  it('is exported once it is closed, the same each time, whoever makes the file and however often', async () => {
    await value('addPerson', { name: 'Nurse A', role: 'nurse' })
    const { sessionId } = await value<{ sessionId: string }>('openSession', {
      by: 'Nurse A',
      roomId: 'room-1',
      presetId: 'SPRAVATO-56',
      patient: { initials: 'AB', birthYear: 1980, recordId: 'R-1' },
      simulate: { scenario: 'desaturation', speed: 60 },
    })
    await value('startDosing', { by: 'Nurse A', roomId: 'room-1', lot: 'L-1' })
    while (!events.some(event => event.kind === 'alarm')) await new Promise(done => setTimeout(done, 20))
    const open = await value<ReportFile>('makeReport', { by: 'Ada', sessionId, format: 'json' })
    expect(await send(Buffer.from(open.base64, 'base64'))).toMatch(/was still open when the file was written/)
    await value('closeSession', { by: 'Nurse A', roomId: 'room-1', reason: 'test' })
    while (toldRooms(events).at(-1)?.session !== null) await new Promise(done => setTimeout(done, 20))
    await value('signSession', { by: 'Nurse A', sessionId, meaning: 'responsible' })
    await value('amendSession', {
      by: 'Nurse A',
      sessionId,
      field: 'note',
      value: 'seen by the partner',
      reason: 'forgotten',
    })
    await value('signSession', { by: 'Nurse A', sessionId, meaning: 'responsible' })
    const [one, two] = [
      await value<ReportFile>('makeReport', { by: 'Ada', sessionId, format: 'json' }),
      await value<ReportFile>('makeReport', { by: 'Nurse A', sessionId, format: 'json' }),
    ]
    expect(two?.base64).toBe(one?.base64)
    const file = Buffer.from(one?.base64 ?? '', 'base64')
    expect(await send(file)).toMatch(/is here already, in the same state/)
    // Somewhere else.
    await core.close()
    rmSync(dataDir, { recursive: true, force: true })
    core = await startTestCore({ dataDir, entry: 'browser', version: 'other', beep: () => {} })
    await value('addPerson', { name: 'Ada', role: 'staff' })
    expect(await send(file)).toBe('done')
    const again = await value<ReportFile>('makeReport', { by: 'Ada', sessionId, format: 'json' })
    expect(again.base64).toBe(one?.base64)
    const store = openStoreReadOnly(dataDir)
    expect(store.verify()).toMatchObject({ ok: true })
    store.close()
  })
})
