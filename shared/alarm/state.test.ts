import { describe, expect, it } from 'vitest'
import { replay } from '../../fixtures/authority.ts'
import { changeLimit, makeLimits } from '../limits.ts'
import { defaultLimits } from '../presets/default-limits.ts'
import { restoreAlarms } from './restore.ts'
import { type AlarmState, startAlarms } from './state.ts'
import { step } from './step.ts'
import { instant, startTimeline } from './timeline.ts'

const limits = makeLimits(defaultLimits)

/** As an earlier version would have stored it: without what it did not know. */
function forget(state: AlarmState): AlarmState {
  const {
    interlock: _interlock,
    pause: _pause,
    off: _off,
    occurrences: _number,
    answered: _answered,
    ...old
  } = state
  const { off: _audioOff, ...audio } = state.audio
  const conditions = state.conditions.map(
    ({ unansweredSinceMonoMs: _unanswered, occurrence: _occurrence, call: _call, ...rest }) => rest,
  )
  const latched = state.latched.map(({ occurrence: _occurrence, call: _call, ...rest }) => rest)
  return JSON.parse(JSON.stringify({ ...old, audio, conditions, latched })) as AlarmState
}

describe('Taking up a stored state', () => {
  it('gives an old one what it did not know: nothing held, paused or off, and unanswered from the beginning', () => {
    const line = startTimeline({ baseline: false }).at(0, { kind: 'pauseAudio', by: 'Ada' }).cuff(7, 165, 80)
    const taken = restoreAlarms(forget(line.state()), limits)
    expect(taken).toEqual(line.state())
    expect(taken.conditions[0]?.unansweredSinceMonoMs).toBe(7000)
    expect(taken.audio).toEqual({ pausedUntilMonoMs: 120_000, pausedBy: 'Ada', off: null })
  })
  it('numbers the alarms of an old one: a level that is latched belongs to the condition that it fell from', () => {
    const line = startTimeline({ baseline: false }).cuff(7, 190, 80).stream('spo2', 8, 20, 80)
    line.stream('spo2', 21, 40, 97).cuff(50, 165, 80)
    const number = (state: AlarmState) => ({
      active: state.conditions.map(({ alarm, occurrence, call }) => [alarm, occurrence, call]),
      latched: state.latched.map(({ alarm, occurrence, call }) => [alarm, occurrence, call]),
      newest: state.occurrences,
    })
    const taken = restoreAlarms(forget(line.state()), limits)
    expect(number(taken)).toEqual({
      active: [['systolic-high', 1, 1]],
      latched: [
        ['spo2-low', 2, 1],
        ['systolic-high', 1, 1],
      ],
      newest: 2,
    })
    const next = step(taken, { kind: 'technical', alarm: 'not-recording', priority: 'medium' }, instant(60))
    expect(next.state.conditions.at(-1)?.occurrence).toBe(3)
  })
  it('keeps what is stored, down to when an alarm last called', () => {
    const line = startTimeline({ baseline: false })
      .at(0, { kind: 'sites', sameArm: true })
      .at(1, { kind: 'turnAudioOff', by: 'Admin', reason: 'drill' })
      .at(2, { kind: 'turnAlarmOff', by: 'Dr Who', parameter: 'spo2', reason: 'cold hand' })
      .cuff(3, 165, 80)
      .cuff(9, 190, 80)
      .at(10, { kind: 'pauseAlarms', by: 'Ada' })
    expect(line.state().conditions[0]?.unansweredSinceMonoMs).toBe(9000)
    expect(restoreAlarms(line.state(), limits)).toEqual(line.state())
  })
  it('goes on with timers of before AR-17, which were no more than their beginnings', () => {
    const line = startTimeline().stream('spo2', 0, 5, 84)
    const old = { held: false, beyondSince: 0, clearSince: null }
    const ended = { held: true, beyondSince: null, clearSince: 3000 }
    const stored = { ...line.state(), tracks: { 'spo2-low': { high: old, medium: ended } } }
    const { tracks } = restoreAlarms(JSON.parse(JSON.stringify(stored)) as AlarmState, limits)
    expect(tracks['spo2-low']).toEqual({
      high: { held: false, beyond: { sinceMs: 0, lastMs: 5000 }, clear: null, calm: null },
      medium: {
        held: true,
        beyond: null,
        clear: { sinceMs: 3000, lastMs: 5000 },
        calm: { sinceMs: 3000, lastMs: 5000 },
      },
    })
    // Restored once more, it is the same.
    const again = restoreAlarms({ ...line.state(), tracks }, limits)
    expect(again.tracks).toEqual(tracks)
  })
  it('puts these limits in the place of the stored ones', () => {
    const changed = changeLimit(limits, 'systolic-high', 'medium', 150, replay)
    if (!changed.ok) throw new Error('150 mmHg is no limit.')
    expect(restoreAlarms(startAlarms(limits), changed.limits).limits).toBe(changed.limits)
  })
  it('begins with nothing', () => {
    expect(startAlarms(limits)).toMatchObject({
      afterT0: false,
      closed: false,
      conditions: [],
      latched: [],
      failedCuffs: 0,
      interlock: { sameArm: false, sinceMonoMs: null, endedMonoMs: null, held: [] },
    })
    expect(instant(1).monoMs).toBe(1000)
  })
})
