import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameStories, testSize } from '../../../fixtures/test-size.ts'
import { makeLimits } from '../../limits.ts'
import { defaultLimits } from '../../presets/default-limits.ts'
import type { VitalId } from '../../vitals.ts'
import { type AlarmId, isLimitAlarm, trendAlarmIds } from '../ids.ts'
import { soundingPriority } from '../signals.ts'
import { type AlarmState, startAlarms } from '../state.ts'
import { step } from '../step.ts'
import type { AlarmEvent } from '../types.ts'
import { happenings } from './histories.ts'
import type { History } from './history.ts'
import { recompute } from './model.ts'
import { byName, type Picture } from './picture.ts'
import { tell } from './tell.ts'

/*
 * The rules against a slow model that was written apart from them, over random stories (AR-1 to AR-13, inactivation,
 * escalation). fast-check prints the seed and the shortest story of a failure.
 */

const limits = makeLimits(defaultLimits)
const RUNS = { nightly: 10_000, mutation: 150, daily: 500 }[testSize]
fc.configureGlobal(sameStories)

/** Random stories of up to `most` happenings. The same seed makes the same stories for several tests: each is told once. */
function makeStories(most: number): fc.Arbitrary<History> {
  const known = new Map<string, History>()
  return happenings(most, trendAlarmIds).map(changes => {
    const key = JSON.stringify(changes)
    const story = known.get(key) ?? tell(limits, trendAlarmIds, changes)
    // In the night each test has stories of its own.
    if (testSize !== 'nightly') known.set(key, story)
    return story
  })
}
const [long, middling, short] = [makeStories(40), makeStories(30), makeStories(20)]

function play(history: History, from: AlarmState = startAlarms(limits, trendAlarmIds)) {
  let state = from
  const events: AlarmEvent[] = []
  for (const { atMs, input } of history) {
    const stepped = step(state, input, { monoMs: atMs, wallMs: atMs })
    state = stepped.state
    for (const event of stepped.events) if (event.event === 'alarm') events.push(event)
  }
  return { state, events }
}

function picture(state: AlarmState): Picture {
  return {
    conditions: state.conditions
      .map(
        ({
          alarm,
          deviceId,
          occurrence,
          call,
          priority,
          since,
          value,
          frozen,
          acknowledged,
          escalation,
        }) => ({
          alarm,
          deviceId: deviceId ?? null,
          occurrence,
          call,
          priority,
          sinceMs: since.monoMs,
          value,
          frozen,
          acknowledgedBy: acknowledged?.by ?? null,
          acknowledgedAt: acknowledged?.value ?? null,
          stage: escalation ?? null,
        }),
      )
      .toSorted(byName),
    latched: state.latched.map(({ alarm, occurrence }) => `${alarm} ${occurrence}`).toSorted(),
    held: state.interlock.held.map(({ alarm }) => alarm).toSorted(),
    audioPaused: state.audio.pausedUntilMonoMs !== null,
    audioOff: state.audio.off !== null,
    alarmsPaused: state.pause !== null,
    alarmsOff: (Object.keys(state.off) as VitalId[]).toSorted(),
    sounding: soundingPriority(state),
  }
}

/** The end of a session, as the last thing it is told. */
function closing(history: History): History[number] {
  return { atMs: history.at(-1)?.atMs ?? 0, input: { kind: 'close' } }
}

/** So that a rule that changes what it was given throws. */
function freezeDeep<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) freezeDeep(part)
  return Object.freeze(value)
}

// Minutes of patience, and hours for ten thousand: a busy machine takes many times as long.
describe('The alarm system', { timeout: testSize === 'nightly' ? 14_400_000 : 1_200_000 }, () => {
  it('is at every instant what its whole history makes of it', () => {
    fc.assert(
      fc.property(long, story => {
        const history = [...story, closing(story)]
        const expected = recompute(history, limits, trendAlarmIds)
        let state = startAlarms(limits, trendAlarmIds)
        for (const [index, { atMs, input }] of history.entries()) {
          state = step(state, input, { monoMs: atMs, wallMs: atMs }).state
          if (!isDeepStrictEqual(picture(state), expected[index]))
            expect({ index, input, ...picture(state) }).toEqual({ index, input, ...expected[index] })
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('tells of every condition that it began, changed and ended, and of no other', () => {
    fc.assert(
      fc.property(long, history => {
        const open = new Map<string, string>()
        const { events, state } = play(history)
        for (const { alarm, deviceId, transition, priority } of events) {
          const key = `${alarm} ${deviceId ?? ''}`
          const known = open.get(key)
          if (transition === 'raised') {
            expect(known).toBeUndefined()
            open.set(key, priority)
          } else if (transition === 'escalated' || transition === 'lowered') {
            expect(known).toBeDefined()
            expect(priority).not.toBe(known)
            open.set(key, priority)
          } else if (transition === 'cleared') {
            expect(known).toBe(priority)
            open.delete(key)
          } else if (transition === 'acknowledged' || transition === 'reAlarmed') expect(known).toBe(priority)
        }
        const standing = state.conditions.map(one => `${one.alarm} ${one.deviceId ?? ''}`)
        expect([...open.keys()].toSorted()).toEqual(standing.toSorted())
      }),
      { numRuns: RUNS },
    )
  })

  it('comes back from its stored form as it was, at any moment', () => {
    const story = middling.chain(history => fc.tuple(fc.constant(history), fc.nat({ max: history.length })))
    fc.assert(
      fc.property(story, ([history, moment]) => {
        const before = play(history.slice(0, moment)).state
        const stored = JSON.parse(JSON.stringify(before)) as AlarmState
        const rest = history.slice(moment)
        const [fromStored, fromKept] = [play(rest, stored), play(rest, before)]
        expect(picture(fromStored.state)).toEqual(picture(fromKept.state))
        expect(fromStored.events).toEqual(fromKept.events)
      }),
      { numRuns: RUNS / 2 },
    )
  })

  it('is acknowledged one alarm at a time: no other alarm is touched', () => {
    fc.assert(
      fc.property(middling, history => {
        const { state } = play(history)
        const taken = state.conditions.find(condition => !condition.acknowledged)
        if (!taken) return
        const now = { monoMs: (history.at(-1)?.atMs ?? 0) + 500, wallMs: 0 }
        const after = step(state, { kind: 'acknowledge', by: 'Ada', alarm: taken.alarm }, now).state
        const others = (conditions: AlarmState['conditions']) =>
          conditions.filter(condition => condition.alarm !== taken.alarm)
        expect(others(after.conditions)).toEqual(others(state.conditions))
      }),
      { numRuns: RUNS },
    )
  })

  it('takes more ticks without changing its mind', () => {
    fc.assert(
      fc.property(short, history => {
        const twice = history.flatMap(told => (told.input.kind === 'tick' ? [told, told] : [told]))
        const often = history.flatMap(told =>
          told.input.kind === 'tick' ? [told, { ...told, atMs: told.atMs + 200 }] : [told],
        )
        const end = { atMs: (history.at(-1)?.atMs ?? 0) + 300, input: { kind: 'tick' } as const }
        const conditions = (from: History) =>
          picture(play([...from, end]).state).conditions.map(({ alarm, priority }) => [alarm, priority])
        const once = conditions(history)
        expect(conditions(twice)).toEqual(once)
        // What is lost for just under its time at one tick is lost for over it 200 ms later, and then stays (AR-20).
        const isOfLimit = ([alarm]: readonly unknown[]) => isLimitAlarm(alarm as AlarmId)
        expect(conditions(often).filter(isOfLimit)).toEqual(once.filter(isOfLimit))
      }),
      { numRuns: RUNS / 2 },
    )
  })

  it('ends everything with the session, each condition once, and says nothing of a closed one', () => {
    fc.assert(
      fc.property(middling, history => {
        const before = play(history).state
        const { atMs, input } = closing(history)
        const closed = step(before, input, { monoMs: atMs, wallMs: atMs })
        const ended = closed.events.filter(({ event }) => event === 'alarm')
        expect(ended).toHaveLength(before.conditions.length + before.latched.length)
        const after = play(history, closed.state)
        expect(after.events).toEqual([])
        expect(after.state).toBe(closed.state)
      }),
      { numRuns: RUNS / 2 },
    )
  })

  it('gives the same for the same, and leaves what it is given as it was', () => {
    fc.assert(
      fc.property(short, history => {
        let state = freezeDeep(startAlarms(limits, trendAlarmIds))
        for (const { atMs, input } of history) {
          const now = { monoMs: atMs, wallMs: atMs }
          const once = step(state, freezeDeep(input), now)
          if (!isDeepStrictEqual(step(state, input, now), once)) expect(step(state, input, now)).toEqual(once)
          state = freezeDeep(once.state)
        }
      }),
      { numRuns: RUNS / 5 },
    )
  })
})
