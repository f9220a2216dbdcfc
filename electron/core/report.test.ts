import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, CoreEvent, ReportFile } from '../../shared/ipc.ts'
import { wholeContent } from '../../shared/report/content.ts'
import type { Snapshot } from '../../shared/views.ts'
import type { Core } from './core.ts'
import { askAs, FIRST_ADMIN, startTestCore } from './testing/acting.ts'
import { toldInstallation } from './testing/told.ts'

let dataDir: string
let core: Core
let events: CoreEvent[]

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-report-'))
  await start()
  await ask('addPerson', { name: 'Nurse A', role: 'nurse' })
  await ask('addPerson', { name: 'Dr Who', role: 'prescriber' })
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(reportWorker?: URL): Promise<void> {
  const thread = reportWorker ? { reportWorker } : {}
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {}, ...thread })
  events = []
  core.subscribe(event => events.push(event))
}

const ask = (name: string, payload: unknown): Promise<Answer> => askAs(core, name, payload, 'test')

async function value<T>(name: string, payload: unknown): Promise<T> {
  const answer = await ask(name, payload)
  if (!answer.ok) throw new Error(answer.message)
  return answer.value as T
}

async function openSession(): Promise<string> {
  const patient = { initials: 'Q.Z.', birthYear: 1980, recordId: 'R-77' }
  const opened = await value<{ sessionId: string }>('openSession', {
    by: 'Nurse A',
    roomId: 'room-1',
    presetId: 'SPRAVATO-84',
    patient,
    simulate: { scenario: 'quiet-session' },
  })
  return opened.sessionId
}

const clinic = {
  name: 'North Clinic',
  address: '1 Fjord Street',
  provider: { name: 'Prof. Innes', phone: '+47 1', email: 'innes@north.example' },
}
const textOf = (file: ReportFile) => Buffer.from(file.base64, 'base64').toString()

describe('a report that a window asks for', () => {
  it('tells how far it has come, step by step and never backwards', async () => {
    const sessionId = await openSession()
    await value('makeReport', { by: 'Nurse A', sessionId, format: 'pdf' })
    const told = events.flatMap(event => (event.kind === 'report' ? [event] : []))
    expect(told.every(event => event.sessionId === sessionId)).toBe(true)
    expect([...new Set(told.map(({ step }) => step))]).toEqual(['reading', 'drawing', 'saving'])
    const drawn = told.filter(({ step }) => step === 'drawing').map(({ share }) => share)
    expect(drawn.length).toBeGreaterThan(5)
    expect(drawn.toSorted((a, b) => a - b)).toEqual(drawn)
    expect(told.at(-1)).toMatchObject({ step: 'saving', share: 1 })
  })

  it('is made in a thread of its own, while the core goes on', async () => {
    const sessionId = await openSession()
    await core.close()
    await start(new URL('../export/report-worker.ts', import.meta.url))
    let turns = 0
    const timer = setInterval(() => (turns += 1), 1)
    const file = await value<ReportFile>('makeReport', { by: 'Nurse A', sessionId, format: 'pdf' })
    clearInterval(timer)
    expect(Buffer.from(file.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    expect(turns).toBeGreaterThan(5)
    const steps = events.flatMap(event => (event.kind === 'report' ? [event.step] : []))
    expect([...new Set(steps)]).toEqual(['reading', 'drawing', 'saving'])
    const unknown = await ask('makeReport', { by: 'Nurse A', sessionId: 'S-0', format: 'csv' })
    expect(unknown).toMatchObject({
      ok: false,
      message: expect.stringContaining('There is no session "S-0"'),
    })
  })

  it('is made beside the alarms where the thread cannot begin', async () => {
    const sessionId = await openSession()
    await core.close()
    await start(new URL('no-such-worker.ts', import.meta.url))
    const file = await value<ReportFile>('makeReport', { by: 'Nurse A', sessionId, format: 'html' })
    expect(textOf(file)).toContain('Vitals report')
  })

  it('prints the clinic and its provider from then on, and after a restart', async () => {
    const sessionId = await openSession()
    expect(await ask('setClinic', { by: FIRST_ADMIN, clinic })).toMatchObject({ ok: true })
    expect(toldInstallation(events)).toMatchObject({ clinic })
    await core.close()
    await start()
    expect((await value<Snapshot>('snapshot', {})).clinic).toEqual(clinic)
    const html = textOf(await value('makeReport', { by: 'Nurse A', sessionId, format: 'html' }))
    expect(html).toContain('North Clinic, 1 Fjord Street')
    expect(html).toContain('innes@north.example')
  })

  it('lets only those who answer for the clinic say who it is, and only with an address that is one', async () => {
    expect(await ask('setClinic', { by: 'Nurse A', clinic })).toMatchObject({ ok: false, code: 'forbidden' })
    const wrong = { ...clinic, provider: { ...clinic.provider, email: 'innes' } }
    expect(await ask('setClinic', { by: FIRST_ADMIN, clinic: wrong })).toMatchObject({
      ok: false,
      code: 'invalid',
    })
    expect((await value<Snapshot>('snapshot', {})).clinic.name).toBe('')
  })

  it('that is to be printed is noted as such, with who, and is a PDF', async () => {
    const sessionId = await openSession()
    const wanted = { by: 'Nurse A', sessionId, print: true }
    const file = await value<ReportFile>('makeReport', { ...wanted, format: 'pdf' })
    const noted = events.flatMap(event =>
      event.kind === 'log' && event.entry.entry.event === 'system' ? [event.entry.entry] : [],
    )
    expect(noted.at(-1)).toMatchObject({
      kind: 'export',
      by: 'Nurse A',
      session: sessionId,
      printed: true,
    })
    expect(file.path).toBeNull()
    expect(noted.at(-1)).not.toHaveProperty('path')
    const html = textOf(
      await value('makeReport', { by: 'Nurse A', sessionId, format: 'html', content: wholeContent }),
    )
    expect(html).toContain('Report made to be printed by Nurse A')
    expect(await ask('makeReport', { ...wanted, format: 'csv' })).toMatchObject({
      ok: false,
      message: expect.stringContaining('Only the PDF is printed'),
    })
  })

  it('that a program of the computer prints lies as a file, until the next start', async () => {
    const sessionId = await openSession()
    const wanted = { by: 'Nurse A', sessionId, format: 'pdf', print: true }
    const made = await askAs(core, 'makeReport', wanted, 'shell', 'electron')
    const { path } = (made as { value: ReportFile }).value
    expect(path).toBe(join(dataDir, 'reports', 'to-print', `vigil-${sessionId}.pdf`))
    expect(
      readFileSync(path ?? '')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    if (process.platform !== 'win32') expect(statSync(path ?? '').mode & 0o077).toBe(0)
    expect(events.at(-1)).toMatchObject({ kind: 'log', entry: { entry: { printed: true, path } } })
    await core.close()
    await start()
    expect(existsSync(path ?? '')).toBe(false)
  })

  it('is pseudonymised where that was asked, under a name that says so, and kept nowhere', async () => {
    const sessionId = await openSession()
    await value('setClinic', { by: FIRST_ADMIN, clinic })
    const wanted = { by: 'Nurse A', sessionId, format: 'html', pseudonymised: true }
    const first = await value<ReportFile>('makeReport', wanted)
    const second = await value<ReportFile>('makeReport', wanted)
    expect(first.fileName).toBe(`vigil-${sessionId}-pseudonymised.html`)
    expect(second.fileName).toBe(first.fileName)
    expect(existsSync(join(dataDir, 'reports'))).toBe(false)
    for (const secret of ['Q.Z.', 'R-77', 'born 1980', 'Nurse A', 'North', 'Fjord', 'Innes', 'Room 1'])
      expect(textOf(first)).not.toContain(secret)
    expect(textOf(first)).toContain('person 1 (nurse)')
  })

  it('lets staff answer the REMS field sheet, who may do nothing else in a session', async () => {
    await ask('addPerson', { name: 'Clerk', role: 'staff' })
    await openSession()
    const rems = { by: 'Clerk', roomId: 'room-1', answers: { enrolled: true } }
    expect(await ask('recordRems', rems)).toMatchObject({ ok: true })
    expect(await ask('recordRems', { ...rems, answers: { sex: 'f' } })).toMatchObject({ code: 'invalid' })
    expect(await ask('handOver', { by: 'Clerk', roomId: 'room-1', to: 'Nurse A' })).toMatchObject({
      code: 'forbidden',
    })
  })
})
