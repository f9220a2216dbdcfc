import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameStories, testSize } from '../../fixtures/test-size.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import { spravato84 } from '../../shared/presets/spravato.ts'
import { preDoseIds } from '../../shared/session/pre-dose.ts'
import { type RoomInput, stepRoom } from '../../shared/session/room.ts'
import { openRoom, type RoomState } from '../../shared/session/room-state.ts'
import { parseScript } from '../../shared/session/script.ts'
import { looksAlike, viewRoom } from '../../shared/session/view.ts'
import type { RoomView } from '../../shared/views.ts'
import { createRoomTelling } from './room-telling.ts'
import { createManualTimers } from './testing/manual-timers.ts'
import { toldRooms } from './testing/told.ts'

const room = { id: 'room-1', name: 'Room 1' }

function openSession(sessionId = 'S1'): RoomState {
  return openRoom(
    {
      sessionId,
      room: room.name,
      preset: spravato84,
      patient: { initials: 'AB', birthYear: 1980, recordId: 'R-1', weightKg: 70 },
      by: 'Ada',
      simulated: false,
      speed: 1,
    },
    { monoMs: 0, wallMs: 0 },
  )
}

/** A room whose telling is looked at: what windows are told, and what it really is. */
function watchRoom() {
  const timers = createManualTimers()
  const events: CoreEvent[] = []
  let state: RoomState | null = null
  const view = (version: number): RoomView =>
    viewRoom(room, state, timers.now(), {
      version,
      speed: 1,
      recording: true,
      canStartNibp: false,
      toldWallMs: 0,
    })
  const telling = createRoomTelling({
    view,
    // As a socket passes it on.
    publish: event => events.push(JSON.parse(JSON.stringify(event)) as CoreEvent),
    timers,
    guard: run => run(),
  })
  return {
    timers,
    events,
    telling,
    set: (next: RoomState | null) => {
      state = next
    },
    state: () => state,
    /** One input, told as the room tells it. */
    step(input: RoomInput) {
      if (!state) return
      const before = state
      const stepped = stepRoom(state, input, timers.now())
      state = stepped.state
      if (stepped.events.length > 0 || input.kind === 'action') telling.now()
      else if (input.kind === 'tick') telling.pass()
      else if (!looksAlike(before, state)) telling.soon()
    },
    /** The room as it is, and as a window that heard everything has it. */
    is: () => JSON.parse(JSON.stringify(view(0))) as RoomView,
    shown: () => toldRooms(events).at(-1),
  }
}

const by = { by: 'Ada' }
const vital = fc.record({
  kind: fc.constant('vital'),
  vital: fc.constantFrom('spo2', 'pulseRate', 'respRate'),
  value: fc.option(fc.integer({ min: 60, max: 100 })),
  quality: fc.constantFrom('good', 'poor', 'noSignal'),
})
const cuff = fc.record({
  kind: fc.constant('nibp'),
  systolic: fc.integer({ min: 90, max: 210 }),
  diastolic: fc.integer({ min: 50, max: 85 }),
  mean: fc.constant(88),
  pulseRate: fc.constant(70),
  status: fc.constantFrom('ok', 'ok', 'failed'),
})
const device = fc.record({
  kind: fc.constant('device'),
  state: fc.constantFrom('noSensor', 'sensorOn', 'cuffInflating', 'cuffIdle', 'lowBattery'),
})
const act = fc.constantFrom(
  { do: 'confirmIdentity', recordId: 'R-1', birthYear: 1980 },
  { do: 'recordPreDose', clear: [...preDoseIds] },
  { do: 'startDosing', lot: 'K1', reason: 'test' },
  { do: 'recordDevice', lot: 'K2' },
  { do: 'endDosing' },
  { do: 'acknowledge' },
  { do: 'pauseAudio' },
  { do: 'resumeAudio' },
  { do: 'recordMark', mark: 'nausea' },
  { do: 'setSites', cuff: 'left', sensor: 'right' },
  { do: 'changeLimit', alarm: 'systolic-high', priority: 'medium', limit: 165, reason: 'known' },
  { do: 'turnAlarmOff', parameter: 'systolic', reason: 'known' },
  { do: 'closeSession', reason: 'test' },
)
const happening = fc.oneof(
  { weight: 6, arbitrary: vital.map(sample => ({ sample })) },
  { weight: 2, arbitrary: cuff.map(sample => ({ sample })) },
  { weight: 1, arbitrary: device.map(sample => ({ sample })) },
  { weight: 3, arbitrary: act.map(fields => ({ ...fields, ...by })) },
  { weight: 3, arbitrary: fc.constant('tick' as const) },
)
const history = fc.array(
  fc.record({ what: happening, waitMs: fc.constantFrom(0, 5, 40, 1000, 15_000, 400_000) }),
  { minLength: 1, maxLength: 60 },
)

function inputOf(what: object | 'tick'): RoomInput {
  if (what === 'tick') return { kind: 'tick' }
  const input = parseScript(JSON.stringify({ t: 0, ...what })).steps[0]?.input
  if (!input || input === 'end' || input.kind === 'gap' || input.kind === 'clock') throw new Error('no input')
  return input
}

describe('A window that folds what it is told of a room', () => {
  it('has the whole room, whatever happens in it', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.nat(), async (steps, lateAt) => {
        const watched = watchRoom()
        watched.set(openSession())
        let late: { readonly from: number; readonly view: RoomView } | null = null
        for (const [index, { what, waitMs }] of steps.entries()) {
          watched.step(inputOf(what))
          await watched.timers.pass(waitMs)
          // Another window asks for a snapshot at some moment, and hears what follows.
          if (index === lateAt % steps.length)
            late = { view: watched.telling.told(), from: watched.events.length }
          if (watched.state()?.session.phase === 'closed') break
        }
        watched.telling.told()
        const { version: _version, clock, ...shown } = watched.shown() ?? ({} as RoomView)
        const { version: _none, clock: _now, ...real } = watched.is()
        expect(shown).toEqual(real)
        expect(clock.monoMs).toBeLessThanOrEqual(watched.timers.now().monoMs)
        if (!late) return
        const whole: CoreEvent = { kind: 'room', room: late.view }
        expect(toldRooms([whole, ...watched.events.slice(late.from)]).at(-1)).toEqual(watched.shown())
      }),
      { ...sameStories, numRuns: testSize === 'nightly' ? 3000 : 150 },
    )
  })

  it('gets each telling under the next number, and the preset once', async () => {
    const watched = watchRoom()
    watched.telling.now()
    await watched.timers.pass(0)
    watched.set(openSession())
    for (let s = 0; s < 30; s++) {
      watched.step(
        inputOf({ sample: { kind: 'vital', vital: 'spo2', value: 90 + (s % 8), quality: 'good' } }),
      )
      watched.step({ kind: 'tick' })
      await watched.timers.pass(1000)
    }
    const versions = watched.events.map(event =>
      event.kind === 'room' ? event.room.version : event.kind === 'roomPart' ? event.part.version : null,
    )
    expect(versions).toEqual(versions.map((_, index) => index + 1))
    // Opened without an event, so with the first figure; whole again when that has begun the baseline.
    const wholes = watched.events.filter(({ kind }) => kind === 'room')
    expect(wholes.length).toBeLessThanOrEqual(3)
    const parts = watched.events.filter(({ kind }) => kind === 'roomPart')
    expect(parts.length).toBeGreaterThan(25)
    const bytes = parts.reduce((sum, part) => sum + JSON.stringify(part).length, 0)
    expect(bytes / 30).toBeLessThan(2500)
  })
})

describe('What people act on', () => {
  it('is told in the turn in which it happens, however recently a figure was', async () => {
    const watched = watchRoom()
    watched.set(openSession())
    watched.step(inputOf({ sample: { kind: 'vital', vital: 'spo2', value: 97, quality: 'good' } }))
    await watched.timers.pass(1)
    const before = watched.events.length
    watched.step(inputOf({ do: 'recordMark', mark: 'nausea', ...by }))
    await Promise.resolve()
    expect(watched.events).toHaveLength(before + 1)
    expect(watched.shown()?.session?.marks).toHaveLength(1)
  })

  it('is told once a turn', async () => {
    const watched = watchRoom()
    watched.set(openSession())
    for (const mark of ['nausea', 'vomiting']) watched.step(inputOf({ do: 'recordMark', mark, ...by }))
    await Promise.resolve()
    expect(watched.events).toHaveLength(1)
    expect(watched.shown()?.session?.marks).toHaveLength(2)
  })
})

describe('A figure', () => {
  it('is told at once, and then every 33 ms at the most, the newest always', async () => {
    const watched = watchRoom()
    watched.set(openSession())
    const say = (value: number) =>
      watched.step(inputOf({ sample: { kind: 'vital', vital: 'spo2', value, quality: 'good' } }))
    say(97)
    await Promise.resolve()
    expect(watched.shown()?.current[0]?.value).toBe(97)
    const before = watched.events.length
    for (let n = 0; n < 20; n++) {
      say(90 + (n % 9))
      await watched.timers.pass(10)
    }
    await watched.timers.pass(33)
    const told = watched.events.length - before
    expect(told).toBeGreaterThanOrEqual(5)
    expect(told).toBeLessThanOrEqual(8)
    expect(watched.shown()?.current[0]?.value).toBe(90 + (19 % 9))
  })

  it('that stands there already is confirmed with the next second', async () => {
    const watched = watchRoom()
    watched.set(openSession())
    const same = inputOf({ sample: { kind: 'vital', vital: 'spo2', value: 97, quality: 'good' } })
    watched.step(same)
    await watched.timers.pass(100)
    const before = watched.events.length
    for (let n = 0; n < 30; n++) {
      watched.step(same)
      await watched.timers.pass(10)
    }
    expect(watched.events).toHaveLength(before)
    watched.step({ kind: 'tick' })
    expect(watched.shown()?.current[0]?.at.monoMs).toBe(390)
  })
})

describe('A room that is closed', () => {
  it('tells nothing any more', async () => {
    const watched = watchRoom()
    watched.set(openSession())
    watched.telling.now()
    watched.telling.close()
    await watched.timers.pass(100)
    expect(watched.events).toEqual([])
  })
})
