import { describe, expect, it } from 'vitest'
import { changeLimit, makeLimits } from '../limits.ts'
import { defaultLimits } from '../presets/default-limits.ts'
import { type AlarmState, startAlarms, takeUpAlarms } from './state.ts'
import { instant, startTimeline } from './timeline.ts'

const limits = makeLimits(defaultLimits)

/** As an earlier version would have stored it: without what it did not know. */
function forget(state: AlarmState): AlarmState {
  const { interlock: _interlock, pause: _pause, off: _off, ...old } = state
  const { off: _audioOff, ...audio } = state.audio
  const conditions = state.conditions.map(({ unansweredSinceMonoMs: _unanswered, ...rest }) => rest)
  return JSON.parse(JSON.stringify({ ...old, audio, conditions })) as AlarmState
}

describe('Taking up a stored state', () => {
  it('gives an old one what it did not know: nothing held, paused or off, and unanswered from the beginning', () => {
    const line = startTimeline({ baseline: false }).at(0, { kind: 'pauseAudio', by: 'Ada' }).cuff(7, 165, 80)
    const taken = takeUpAlarms(forget(line.state()), limits)
    expect(taken).toEqual(line.state())
    expect(taken.conditions[0]?.unansweredSinceMonoMs).toBe(7000)
    expect(taken.audio).toEqual({ pausedUntilMonoMs: 120_000, pausedBy: 'Ada', off: null })
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
    expect(takeUpAlarms(line.state(), limits)).toEqual(line.state())
  })
  it('puts these limits in the place of the stored ones', () => {
    const changed = changeLimit(limits, 'systolic-high', 'medium', 150, null)
    if (!changed.ok) throw new Error('150 mmHg is no limit.')
    expect(takeUpAlarms(startAlarms(limits), changed.limits).limits).toBe(changed.limits)
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
