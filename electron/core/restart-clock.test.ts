import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWithoutMonitor } from '../../fixtures/start-dosing.ts'
import type { Answer, ReportFile } from '../../shared/ipc.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import type { RoomView, Snapshot } from '../../shared/views.ts'
import { checksInEnglish } from '../../shared/words/testing/in-english.ts'
import { validateDocument } from '../export/testing/validate-fhir.ts'
import { openRaw } from '../store/testing/raw.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'

/*
 * A restart under a clock that is two hours wrong, forward and back, on the same start of the computer and on another: through
 * the real core and its record (AR-22).
 */

const AWAY_MS = 10 * MINUTE_MS
const TWO_HOURS_MS = 120 * MINUTE_MS
/** Computers are slow at times; no figure below is nearer than this to another. */
const NEAR_MS = 2 * MINUTE_MS

let dataDir: string
let core: Core
let wallAheadMs: number
let upAheadMs: number

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-restart-clock-'))
  wallAheadMs = 0
  upAheadMs = 5 * TWO_HOURS_MS
  await start('first')
  await ask('addPerson', { name: 'Nurse A', role: 'nurse' })
  await ask('addPerson', { name: 'Dr Who', role: 'prescriber' })
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(boot: string | null): Promise<void> {
  const clock = {
    mono: () => performance.now(),
    wall: () => Date.now() + wallAheadMs,
    up: () => performance.now() + upAheadMs,
  }
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {}, clock, boot })
}

const ask = (name: string, payload: object): Promise<Answer> => askAs(core, name, payload, 'test')
async function value<T>(name: string, payload: object): Promise<T> {
  const answered = await ask(name, payload)
  if (!answered.ok) throw new Error(answered.message)
  return answered.value as T
}
const act = (name: string, payload: object = {}) => ask(name, { by: 'Nurse A', roomId: 'room-1', ...payload })
async function look(): Promise<RoomView> {
  const [room] = (await value<Snapshot>('snapshot', {})).rooms
  if (!room) throw new Error('There is no room.')
  return room
}

/** A session under observation. */
async function begin(): Promise<RoomView> {
  await act('openSession', {
    presetId: 'IM',
    patient: { initials: 'AB', birthYear: 1980, recordId: 'R-1', weightKg: 70 },
  })
  await startWithoutMonitor(
    (name, payload) =>
      act(name, name === 'startDosing' ? { mg: 50, ...payload } : { ...payload, ...clearOf(name) }),
    'Dr Who',
    { recordId: 'R-1', birthYear: 1980 },
  )
  await act('recordManual', { systolic: 150, diastolic: 88 })
  const view = await look()
  expect(view.session?.t0).toBeDefined()
  return view
}
/** What this preset's checklist asks. */
function clearOf(name: string): object {
  return name === 'recordPreDose'
    ? {
        clear: [
          'aneurysm',
          'malformation',
          'haemorrhage',
          'hypersensitivity',
          'heartOrBrain',
          'encephalopathy',
          'psychosis',
          'liver',
          'pregnancy',
          'food',
          'liquids',
          'escort',
        ],
      }
    : {}
}

/** Vigil is off for ten minutes, and comes back under a clock that is wrong by so much. */
async function restart(boot: string | null, wrongMs: number, upMs: number): Promise<RoomView> {
  await core.close()
  wallAheadMs += AWAY_MS + wrongMs
  upAheadMs = upMs
  await start(boot)
  return look()
}

const near = (ms: number, to: number) =>
  expect(Math.abs(ms - to), `${ms} is not near ${to}`).toBeLessThan(NEAR_MS)
const sinceT0 = ({ clock, session }: RoomView) => clock.monoMs - (session?.t0?.monoMs ?? 0)
const lastGap = ({ session }: RoomView) => session?.gaps.at(-1)
const d1 = ({ discharge }: RoomView) => checksInEnglish(discharge)?.find(({ id }) => id === 'D1')

/** No time in any format goes back, and R4's invariants hold. */
async function checkReports(view: RoomView): Promise<string> {
  const sessionId = view.session?.id
  const made = async (format: string) => {
    const file = await value<ReportFile>('makeReport', { by: 'Nurse A', sessionId, format })
    return Buffer.from(file.base64, 'base64').toString()
  }
  expect(validateDocument(await made('fhir'))).toEqual([])
  const rows = (await made('csv')).trim().split('\r\n').slice(1)
  const inSession = rows.filter(row => row.split(',')[2] !== '')
  const times = inSession.map(row => Date.parse(row.split(',')[1] ?? ''))
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  return made('html')
}

describe.each([TWO_HOURS_MS, -TWO_HOURS_MS])('A clock wrong by %i ms at a restart', wrongMs => {
  it.each(['first', null])('changes nothing on the same start of the computer (boot id %s)', async boot => {
    const before = await begin()
    if (boot === null) {
      // As elsewhere than on Linux: what the system does not say was not stored either.
      await core.close()
      await start(null)
    }
    // Without an id a wrong clock cannot be told from another start; with one it can.
    const view = await restart(boot, boot === null ? 0 : wrongMs, upAheadMs + AWAY_MS)
    near(sinceT0(view), sinceT0(before) + AWAY_MS)
    expect(lastGap(view)).not.toHaveProperty('byWallMs')
    expect(d1(view)?.evidence).toMatch(/min left/)
    const page = await checkReports(view)
    expect(page.includes('it said')).toBe(boot !== null)
    expect(view.alarms.some(({ alarm }) => alarm === 'clock-step')).toBe(boot !== null)
  })

  it.each(['second', null])('is asked about on another start (boot id %s)', async boot => {
    const before = await begin()
    const view = await restart(boot, wrongMs, 30 * SECOND_MS)
    const isForward = wrongMs > 0
    // The line stands still where the clock went back, and never goes back itself.
    near(sinceT0(view), sinceT0(before) + (isForward ? AWAY_MS + wrongMs : 0))
    expect(sinceT0(view)).toBeGreaterThanOrEqual(sinceT0(before))
    near(lastGap(view)?.byWallMs ?? 0, AWAY_MS + wrongMs)
    expect(lastGap(view)).not.toHaveProperty('confirmed')
    // Two hours by the clock would be time enough.
    expect(d1(view)).toMatchObject({
      passed: false,
      evidence: 'how long Vigil did not run is not confirmed',
    })
    expect(await checkReports(view)).toContain('NOT CONFIRMED')
    // Over half an hour, or unknown: it may also be another patient (AR-23).
    const identifiers = { recordId: 'R-1', birthYear: 1980 }
    expect(await act('confirmPatient', { same: true, ...identifiers })).toMatchObject({ ok: true })
    if (!isForward) expect(await act('confirmGap')).toMatchObject({ ok: false })
    // The clock says two hours more: a length so far from it is looked at again.
    const lookedAt = isForward ? { lengthConfirmed: true } : {}
    if (isForward) expect(await act('confirmGap', { lengthMin: 10 })).toMatchObject({ ok: false })
    expect(await act('confirmGap', { lengthMin: 10, ...lookedAt })).toMatchObject({ ok: true })
    const after = await look()
    expect(d1(after)?.evidence).toMatch(/^(6|7|8)\d min left$/)
    expect(await checkReports(after)).not.toContain('NOT CONFIRMED')
    expect(lastGap(after)).toMatchObject({ lengthMin: 10, confirmed: { by: 'Nurse A' } })
  })
})

it('The line never goes back, whatever was last stored', async () => {
  const before = await begin()
  await core.close()
  const db = openRaw(dataDir)
  db.exec("UPDATE newest SET alive = '1 1'")
  db.close()
  await start('first')
  expect((await look()).clock.monoMs).toBeGreaterThanOrEqual(before.clock.monoMs)
  // Whatever stands there.
  await core.close()
  const again = openRaw(dataDir)
  again.exec("UPDATE newest SET alive = 'x y z'")
  again.close()
  await start('first')
  expect((await look()).clock.monoMs).toBeGreaterThanOrEqual(before.clock.monoMs)
})
