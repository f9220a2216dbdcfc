import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerTo } from '../../fixtures/answer-to.ts'
import { type Answer, type CoreEvent, requests } from '../../shared/ipc.ts'
import type { Snapshot } from '../../shared/views.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'

let dataDir: string
let core: Core
let events: CoreEvent[]

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-core-'))
  await start()
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
  events = []
  core.subscribe(event => events.push(event))
}

const ask = (name: string, payload: unknown): Promise<Answer> => askAs(core, name, payload, 'test')
async function snapshot(): Promise<Snapshot> {
  const answer = await ask('snapshot', {})
  if (!answer.ok) throw new Error(answer.message)
  return answer.value as Snapshot
}
const room = async () => (await snapshot()).rooms[0]
const patient = { initials: 'SIM', birthYear: 1980, recordId: 'R', weightKg: 70 }
async function openSimulated(speed = 60): Promise<void> {
  await ask('addPerson', { name: 'Nurse A', role: 'nurse' })
  const simulate = { scenario: 'desaturation', speed }
  const answer = await ask('openSession', {
    by: 'nurse a',
    roomId: 'room-1',
    presetId: 'SPRAVATO-84',
    patient,
    simulate,
  })
  expect(answer).toMatchObject({ ok: true })
}
/** As somebody at a window that shows this alarm: who looks again when it has risen meanwhile. */
async function acknowledge(by: string, alarm: string): Promise<Answer> {
  for (;;) {
    const shown = (await room())?.alarms.find(one => one.alarm === alarm)
    if (!shown) throw new Error(`${alarm} is not on the screen.`)
    const answer = await ask('acknowledge', { by, roomId: 'room-1', ...answerTo(shown) })
    if (answer.ok || !/since you saw it/.test(answer.message)) return answer
  }
}
/** Waits for a condition, not for a time. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 20))
}

describe('the core', () => {
  it('watches a simulated session, alarms and records who acknowledged, by the name as first written', async () => {
    await openSimulated()
    await until(async () => (await room())?.alarms.some(({ alarm }) => alarm === 'spo2-low') ?? false)
    expect(await acknowledge('NURSE A', 'spo2-low')).toMatchObject({ ok: true })
    const spo2Low = (await room())?.alarms.find(({ alarm }) => alarm === 'spo2-low')
    expect(spo2Low?.acknowledged?.by).toBe('Nurse A')
    expect((await room())?.marks.simulated).toBe(true)
    const logged = events.flatMap(event =>
      event.kind === 'log' && event.entry.entry.event === 'alarm' ? [event.entry.entry] : [],
    )
    expect(logged.map(({ transition }) => transition)).toEqual(
      expect.arrayContaining(['raised', 'acknowledged']),
    )
  })

  it('takes an open session up again: same baseline, limits, alarms and acknowledgements', async () => {
    await ask('addPerson', { name: 'Dr Who', role: 'prescriber' })
    await openSimulated()
    await until(async () => (await room())?.nibp.last != null)
    await ask('startDosing', { by: 'Nurse A', roomId: 'room-1', lot: 'L-1' })
    await ask('changeLimit', {
      by: 'Dr Who',
      roomId: 'room-1',
      alarm: 'systolic-high',
      priority: 'medium',
      limit: 150,
    })
    await ask('recordManual', {
      by: 'Nurse A',
      roomId: 'room-1',
      systolic: 184,
      diastolic: 95,
      confirmed: true,
    })
    await acknowledge('Dr Who', 'systolic-high')
    const before = await room()
    await core.close()
    await start()
    const after = await room()
    expect(after?.session).toMatchObject({
      id: before?.session?.id,
      baseline: before?.session?.baseline,
      doses: before?.session?.doses,
      limitChanges: before?.session?.limitChanges,
    })
    expect(after?.limits).toEqual(before?.limits)
    expect(after?.limits?.['systolic-high'].levels.medium?.limit).toBe(150)
    const find = (view: typeof after) => view?.alarms.find(({ alarm }) => alarm === 'systolic-high')
    expect(find(after)).toEqual(find(before))
    expect(after?.session?.gaps).toHaveLength(1)
    await until(
      async () =>
        (await room())?.current.some(({ vital, value }) => vital === 'spo2' && value !== null) ?? false,
    )
  })

  it('opens remembered devices again at start', async () => {
    await ask('addPerson', { name: 'IT', role: 'admin' })
    const added = await ask('addDevice', {
      by: 'IT',
      roomId: 'room-1',
      driver: 'nonin-df2',
      port: 'sim:quiet-session',
    })
    expect(added).toMatchObject({ ok: true })
    await ask('addDevice', {
      by: 'IT',
      roomId: 'room-1',
      driver: 'nellcor-ascii',
      port: '/dev/ttyVIGIL9',
      baudRate: 19_200,
    })
    await core.close()
    await start()
    await until(async () => (await snapshot()).devices[0]?.link.state === 'connected')
    expect((await snapshot()).devices.map(({ line }) => line)).toEqual(['9600 8N1', '19200 8N1'])
  })

  it('puts into the record what went wrong around it', () => {
    core.noteProblem('An error was not caught, and the watching goes on: why.')
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'log',
        entry: expect.objectContaining({
          entry: {
            event: 'system',
            kind: 'error',
            detail: 'An error was not caught, and the watching goes on: why.',
          },
        }),
      }),
    )
  })

  it('lets simulated monitors go with their session: none speaks in the session of the next patient', async () => {
    await openSimulated()
    const devices = async () => (await snapshot()).devices.map(({ origin }) => origin)
    expect(await devices()).toEqual(['simulated', 'simulated'])
    await ask('closeSession', { by: 'Nurse A', roomId: 'room-1', reason: 'test' })
    await until(async () => (await room())?.session === null)
    expect(await devices()).toEqual([])
    const real = { ...patient, recordId: 'real' }
    await ask('openSession', { by: 'Nurse A', roomId: 'room-1', presetId: 'SPRAVATO-84', patient: real })
    const session = (await room())?.session
    expect(session?.patient.recordId).toBe('real')
    await core.close()
    await start()
    expect((await room())?.session?.id).toBe(session?.id)
    expect(await devices()).toEqual([])
    expect((await room())?.current).toEqual([])
  })

  it('keeps people to their roles', async () => {
    await ask('addPerson', { name: 'Office', role: 'staff' })
    await openSimulated()
    const seen = { roomId: 'room-1', alarm: 'spo2-low', occurrence: 1, priority: 'high', value: 84 }
    expect(await ask('acknowledge', { by: 'Office', ...seen })).toMatchObject({
      ok: false,
      code: 'forbidden',
      message: 'Office is staff; this needs nurse, clinician, prescriber or medical director.',
    })
    expect(await ask('acknowledge', { by: 'Nobody', ...seen })).toMatchObject({ code: 'forbidden' })
    const limit = { roomId: 'room-1', alarm: 'spo2-low', priority: 'medium', limit: 88 }
    expect(await ask('changeLimit', { ...limit, by: 'Nurse A' })).toMatchObject({ ok: false })
    expect(await ask('changeLimit', { ...limit, by: 'Office' })).toMatchObject({ code: 'forbidden' })
  })

  it.each([
    ['addDevice', { roomId: 'room-1', driver: 'x', port: '/dev/x' }, /no driver "x"/],
    [
      'addDevice',
      { roomId: 'room-1', driver: 'nellcor-ascii', port: '/dev/x', baudRate: 4800 },
      /not known to send at 4800: choose 9600 or 19200 or 2400 or 115200/,
    ],
    ['addDevice', { roomId: 'room-9', driver: 'nonin-df2', port: '/dev/x' }, /no room "room-9"/],
    [
      'addDevice',
      { roomId: 'room-1', driver: 'nonin-df2', port: 'tcp://nowhere' },
      /write tcp:\/\/host:port/,
    ],
    ['openSession', { roomId: 'room-1', presetId: 'x', patient }, /no preset "x"; known are/],
    ['closeSession', { roomId: 'room-1' }, /No session is open/],
    ['makeReport', { sessionId: 'S-0', format: 'pdf' }, /no session "S-0"/],
    ['startNibp', { roomId: 'room-1' }, /may be told to start its cuff/],
  ])('%s refuses %j in one sentence', async (name, payload, message) => {
    await ask('addPerson', { name: 'Nurse A', role: 'nurse' })
    const answer = await ask(name, { by: 'Nurse A', ...payload })
    expect(answer.ok ? '' : answer.message).toMatch(message)
  })

  it('answers whatever a window sends, and never throws', async () => {
    const names = fc.oneof(fc.constantFrom(...Object.keys(requests), '__proto__', 'constructor'), fc.string())
    const payloads = fc.oneof(
      fc.anything(),
      fc.record(
        {
          by: fc.anything(),
          roomId: fc.constantFrom('room-1', ''),
          sessionId: fc.string(),
          patient: fc.anything(),
          limit: fc.double(),
        },
        { requiredKeys: [] },
      ),
    )
    await fc.assert(
      fc.asyncProperty(names, payloads, async (name, payload) => {
        const answer = await core.answer({ windowId: 'desk', entry: 'browser' }, name, payload)
        expect(typeof answer.ok).toBe('boolean')
      }),
      { numRuns: 1000 },
    )
    expect((await snapshot()).rooms).toHaveLength(1)
  })
})
