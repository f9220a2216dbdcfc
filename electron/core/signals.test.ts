import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerTo } from '../../fixtures/answer-to.ts'
import { startWithoutMonitor } from '../../fixtures/start-dosing.ts'
import type { AlarmView } from '../../shared/alarm/types.ts'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import type { AudioProfile } from '../../shared/sound/profile.ts'
import type { Snapshot } from '../../shared/views.ts'
import { openRaw } from '../store/testing/raw.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'
import { toldRooms } from './testing/told.ts'

/*
 * Sound orders, windows and inactivation states, through the real core and its store.
 */

let dataDir: string
let core: Core
let events: CoreEvent[]
let beeps: number

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-signals-'))
  beeps = 0
  core = await startTestCore({
    dataDir,
    entry: 'browser',
    version: 'test',
    beep: () => {
      beeps += 1
    },
  })
  events = []
  core.subscribe(event => events.push(event))
  for (const [name, role] of [
    ['Nurse A', 'nurse'],
    ['Dr Who', 'prescriber'],
    ['Ada', 'admin'],
  ])
    await ask('addPerson', { name, role })
  const patient = { initials: 'AB', birthYear: 1980, recordId: 'R-1' }
  await ask('openSession', { by: 'Nurse A', roomId: 'room-1', presetId: 'SPRAVATO-84', patient })
  await startWithoutMonitor(act, 'Dr Who', patient)
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

function ask(name: string, payload: unknown, windowId = 'desk'): Promise<Answer> {
  return askAs(core, name, payload, windowId)
}
const act = (name: string, payload: object) => ask(name, { roomId: 'room-1', ...payload })
const alive = (windowId: string, profile: AudioProfile) =>
  ask('stationAlive', { profile, audible: true }, windowId)
const makeHigh = () => act('recordManual', { by: 'Nurse A', systolic: 190, diastolic: 95 })
const orders = () => events.filter(event => event.kind === 'sound')
const logged = () => events.flatMap(event => (event.kind === 'log' ? [event.entry.entry] : []))
const view = () => toldRooms(events).at(-1)

/** An alarm as it stands in the room now. */
async function shown(alarm: string): Promise<AlarmView> {
  const answer = await ask('snapshot', {})
  const { rooms } = (answer.ok ? answer.value : null) as Snapshot
  const found = rooms[0]?.alarms.find(one => one.alarm === alarm)
  if (!found) throw new Error(`${alarm} does not stand there.`)
  return found
}
/** Waits for a condition, not for a time. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 10))
}

describe('alarm sound in the core', () => {
  it('is ordered for a HIGH, and the record says when it was first heard', async () => {
    await makeHigh()
    await until(() => orders().length > 0)
    const [order] = orders()
    expect(order).toMatchObject({ priority: 'high', test: false, clinicianListens: false })
    await ask('soundPlayed', { orderId: order?.orderId, ok: true })
    await until(() => logged().some(entry => entry.event === 'session' && entry.kind === 'sound'))
    expect(beeps).toBe(0)
  })

  it('tells treatment rooms that they may be quiet while a window of a clinician listens', async () => {
    await alive('room-screen', 'treatmentQuiet')
    await alive('desk', 'clinician')
    await makeHigh()
    await until(() => orders().length > 0)
    expect(orders()[0]?.clinicianListens).toBe(true)
  })

  it('brings sound back to the treatment room at once when the window of a clinician does not play', async () => {
    await alive('room-screen', 'treatmentQuiet')
    await alive('desk', 'clinician')
    await makeHigh()
    await until(() => orders().length > 1)
    expect(beeps).toBe(1)
    expect(orders()[1]).toMatchObject({ priority: 'high', clinicianListens: false })
    await ask('soundPlayed', { orderId: orders()[1]?.orderId, ok: true }, 'room-screen')
    await until(() => view()?.alarms.every(({ alarm }) => alarm !== 'sound-failed') ?? false)
  })

  it('stops for AUDIO OFF, which only an administrator may order, and says so in the record', async () => {
    expect(await act('turnAudioOff', { by: 'Nurse A', reason: 'x' })).toMatchObject({ code: 'forbidden' })
    expect(await act('turnAudioOff', { by: 'Ada', reason: 'fire drill' })).toMatchObject({ ok: true })
    await makeHigh()
    await until(() => view()?.alarms.some(({ alarm }) => alarm === 'systolic-high') ?? false)
    await until(() => view()?.audio.off?.by === 'Ada')
    const beats = () => events.filter(event => event.kind === 'heartbeat').length
    const before = beats()
    await until(() => beats() > before) // ten turns of the loop
    expect(orders()).toHaveLength(0)
    await act('turnAudioOn', { by: 'Nurse A' })
    await until(() => orders().length > 0)
    expect(logged()).toContainEqual(
      expect.objectContaining({ kind: 'audio', state: 'off', by: 'Ada', reason: 'fire drill' }),
    )
  })

  it('withholds alarms of a parameter that is off, and shows how many', async () => {
    const off = { by: 'Dr Who', parameter: 'systolic', reason: 'cuff on a fractured arm' }
    expect(await act('turnAlarmOff', { ...off, by: 'Nurse A' })).toMatchObject({ code: 'forbidden' })
    expect(await act('turnAlarmOff', off)).toMatchObject({ ok: true })
    await makeHigh()
    await until(() => view()?.inactivation.withheld === 1)
    expect(view()?.alarms.map(({ alarm }) => alarm)).not.toContain('systolic-high')
    await act('turnAlarmOn', { by: 'Nurse A', parameter: 'systolic' })
    await until(() => view()?.alarms.some(({ alarm }) => alarm === 'systolic-high') ?? false)
  })

  it('ends AUDIO PAUSED in every room with a new HIGH in one', async () => {
    const rooms = () => toldRooms(events)
    const paused = (roomId: string) =>
      rooms().findLast(({ id }) => id === roomId)?.audio.pausedUntilMonoMs != null
    await ask('addRoom', { by: 'Ada', name: 'Second' })
    await until(() => rooms().some(({ name }) => name === 'Second'))
    const second = rooms().find(({ name }) => name === 'Second')?.id ?? ''
    const patient = { initials: 'EF', birthYear: 1970, recordId: 'R-3' }
    await ask('openSession', { by: 'Nurse A', roomId: second, presetId: 'SPRAVATO-84', patient })
    expect(await act('pauseAudio', { by: 'Nurse A' })).toMatchObject({ ok: true })
    await until(() => paused('room-1') && paused(second))
    await makeHigh()
    await until(() => !paused('room-1') && !paused(second))
  })

  it('puts beside an alarm in the record what it is about, and the state of the session', async () => {
    await makeHigh()
    const db = openRaw(dataDir, { readOnly: true })
    const row = db.prepare(`SELECT * FROM session_log WHERE event LIKE '%"systolic-high"%"raised"%'`).get()
    db.close()
    expect(JSON.parse(String(row?.['event']))).toMatchObject({ priority: 'high', value: 190, limit: 180 })
    expect(JSON.parse(String(row?.['context']))).toEqual({
      phase: 'dosing',
      minutesFromT0: expect.any(Number),
      baseline: null,
      preset: 'SPRAVATO-84 v3',
      parameter: 'systolic',
    })
    for (const column of [
      'seq',
      'prev_hash',
      'wall_ms',
      'utc_offset_min',
      'mono_ms',
      'session_id',
      'station',
      'software',
    ])
      expect(row?.[column]).not.toBeNull()
  })

  it('refuses ALARM PAUSED while a drug is being given', async () => {
    const answer = await act('pauseAlarms', { by: 'Nurse A' })
    expect(answer).toMatchObject({ ok: false, code: 'refused' })
  })

  it('lets anybody acknowledge in an emergency, with a reason, and marks the record', async () => {
    await makeHigh()
    const seen = answerTo(await shown('systolic-high'))
    const glass = { by: 'Dr Locum', breakGlass: true, ...seen }
    expect(await act('acknowledge', { by: 'Dr Locum', ...seen })).toMatchObject({ code: 'forbidden' })
    expect(await act('acknowledge', glass)).toMatchObject({ ok: false, code: 'refused' })
    expect(await act('acknowledge', { ...glass, reason: 'alone in the room' })).toMatchObject({ ok: true })
    expect(logged()).toContainEqual(
      expect.objectContaining({ transition: 'acknowledged', by: 'Dr Locum', breakGlass: true }),
    )
  })

  it('takes an answer to what a window showed, and tells what stands there now when that has risen since', async () => {
    await act('recordManual', { by: 'Nurse A', systolic: 165, diastolic: 95 })
    const medium = answerTo(await shown('systolic-high'))
    await act('recordManual', { by: 'Nurse A', systolic: 190, diastolic: 95, confirmed: true })
    expect(await act('acknowledge', { by: 'Nurse A', ...medium })).toEqual({
      ok: false,
      code: 'refused',
      why: 'alarmRisenFrom',
      message:
        'Systolic high has risen since you saw it at MEDIUM, 165. Now it is HIGH, 190: look, and acknowledge that.',
    })
    const high = answerTo(await shown('systolic-high'))
    const press = { by: 'Nurse A', ...high }
    expect(await act('acknowledge', press)).toEqual({ ok: true, value: null })
    // The same press on its way twice.
    expect(await act('acknowledge', press)).toEqual({ ok: true, value: null })
    expect(await act('acknowledge', { ...press, by: 'Dr Who' })).toMatchObject({
      message: 'Systolic high (systolic-high) has been acknowledged already, by Nurse A.',
    })
    const taken = () => logged().filter(entry => 'transition' in entry && entry.transition === 'acknowledged')
    await until(() => taken().length > 0)
    expect(taken()).toMatchObject([
      { alarm: 'systolic-high', occurrence: high.occurrence, seen: { priority: 'high', value: 190 } },
    ])
  })

  it.each(['alarm', 'occurrence', 'priority', 'value'])(
    'wants a window to name the %s that it shows',
    async field => {
      await makeHigh()
      const { [field]: _left, ...rest } = answerTo(await shown('systolic-high')) as Record<string, unknown>
      expect(await act('acknowledge', { by: 'Nurse A', ...rest })).toMatchObject({
        ok: false,
        code: 'invalid',
      })
    },
  )

  it('begins the next session with the limits of its preset and every signal on', async () => {
    await until(() => Boolean(view()?.limits))
    const usual = view()?.limits
    const move = { by: 'Dr Who', alarm: 'spo2-low', priority: 'medium', limit: 92 }
    expect(await act('changeLimit', move)).toMatchObject({ ok: true })
    await act('turnAlarmOff', { by: 'Dr Who', parameter: 'pulseRate', reason: 'monitored by ECG' })
    await act('turnAudioOff', { by: 'Ada', reason: 'drill' })
    await until(() => view()?.limits?.['spo2-low'].levels.medium?.limit === 92)
    expect(await act('closeSession', { by: 'Dr Who', reason: 'test' })).toMatchObject({ ok: true })
    await until(() => view()?.session === null)
    const patient = { initials: 'CD', birthYear: 1990, recordId: 'R-2' }
    await ask('openSession', { by: 'Nurse A', roomId: 'room-1', presetId: 'SPRAVATO-84', patient })
    await until(() => view()?.session?.patient.recordId === 'R-2')
    expect(view()).toMatchObject({ limits: usual, audio: { off: null }, inactivation: { off: {} } })
    expect(view()?.session?.limitChanges).toEqual([])
  })

  it('opens nothing else with a broken glass', async () => {
    const answer = await act('closeSession', { by: 'Nobody', breakGlass: true })
    expect(answer).toMatchObject({ ok: false, code: 'invalid' })
  })
})
