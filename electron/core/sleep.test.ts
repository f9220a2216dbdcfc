import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerTo } from '../../fixtures/answer-to.ts'
import { startWithoutMonitor } from '../../fixtures/start-dosing.ts'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'
import { toldRooms } from './testing/told.ts'

/*
 * What a sleeping computer and a stepped wall clock do to a session, through the real core.
 */

let dataDir: string
let core: Core
let events: CoreEvent[]
let sleptMs: number
let steppedMs: number

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-sleep-'))
  sleptMs = 0
  steppedMs = 0
  const clock = {
    mono: () => performance.now(),
    wall: () => Date.now() + sleptMs + steppedMs,
    up: () => performance.now() + sleptMs,
  }
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {}, clock })
  events = []
  core.subscribe(event => events.push(event))
  await ask('addPerson', { name: 'Nurse A', role: 'nurse' })
  await ask('addPerson', { name: 'Dr Who', role: 'prescriber' })
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

function ask(name: string, payload: object): Promise<Answer> {
  return askAs(core, name, payload, 'test')
}
const act = (name: string, payload: object = {}) => ask(name, { by: 'Nurse A', roomId: 'room-1', ...payload })
const open = (more: object = {}) =>
  act('openSession', {
    presetId: 'SPRAVATO-84',
    patient: { initials: 'AB', birthYear: 1980, recordId: 'R-1', weightKg: 70 },
    ...more,
  })
async function openWithHigh(): Promise<void> {
  await open()
  await startWithoutMonitor(act, 'Dr Who', { recordId: 'R-1', birthYear: 1980 })
  await act('recordManual', { systolic: 190, diastolic: 95 })
  await until(() => high() !== undefined)
}
const view = () => toldRooms(events).at(-1)
const high = () => view()?.alarms.find(({ alarm }) => alarm === 'systolic-high')
const logged = () => events.flatMap(event => (event.kind === 'log' ? [event.entry.entry] : []))
/** Waits for a condition, not for a time. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 20))
}

describe('A computer that slept', () => {
  it('leaves a gap in the record that a person confirms, and keeps the alarm', async () => {
    await openWithHigh()
    const before = high()
    const clockBefore = view()?.clock.monoMs ?? 0
    sleptMs = 40 * 60_000
    await until(() => (view()?.session?.gaps.length ?? 0) > 0)
    const gap = view()?.session?.gaps[0]
    expect(gap).toMatchObject({ cause: 'sleep' })
    expect(gap?.confirmed).toBeUndefined()
    expect((gap?.to.monoMs ?? 0) - (gap?.from.monoMs ?? 0)).toBeGreaterThanOrEqual(39 * 60_000)
    // The time slept counts: for the patient it has passed.
    expect((view()?.clock.monoMs ?? 0) - clockBefore).toBeGreaterThanOrEqual(39 * 60_000)
    expect(high()).toMatchObject({ since: before?.since, value: 190, priority: 'high' })
    expect(high()?.acknowledged).toBeUndefined()
    expect(logged().some(entry => entry.event === 'session' && entry.kind === 'clock')).toBe(false)
    expect(await act('confirmGap')).toMatchObject({ ok: true })
  })

  it('plays a simulated patient on from now, not the hours that were slept', async () => {
    await open({ simulate: { scenario: 'quiet-session', speed: 60 } })
    await until(() => (view()?.current.length ?? 0) > 0)
    sleptMs = 8 * 3_600_000
    await until(() => (view()?.session?.gaps.length ?? 0) > 0)
    const from = view()?.session?.gaps[0]?.to.monoMs ?? 0
    await until(() => view()?.current.some(({ at }) => at.monoMs > from) ?? false)
  })
})

describe('A wall clock that is stepped by ten minutes', () => {
  it.each([600_000, -600_000])('(%i ms) changes nothing about an active HIGH', async ms => {
    await openWithHigh()
    const before = high()
    const clockBefore = view()?.clock.monoMs ?? 0
    const orders = () => events.filter(event => event.kind === 'sound').length
    const ordersBefore = orders()
    steppedMs = ms
    await until(() => view()?.alarms.some(({ alarm }) => alarm === 'clock-step') ?? false)
    expect(high()).toEqual(before)
    expect(Math.abs((view()?.clock.monoMs ?? 0) - clockBefore)).toBeLessThan(60_000)
    expect(logged()).toContainEqual(expect.objectContaining({ event: 'session', kind: 'clock' }))
    await until(() => orders() > ordersBefore)
    expect(view()?.session?.gaps).toEqual([])
    const shown = high()
    await act('acknowledge', shown && answerTo(shown))
    await until(() => high()?.acknowledged !== undefined)
  })
})
