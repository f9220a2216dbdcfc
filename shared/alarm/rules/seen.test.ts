import { describe, expect, it } from 'vitest'
import type { Acknowledging } from '../input.ts'
import { step } from '../step.ts'
import { instant, startTimeline, type Timeline } from '../timeline.ts'
import { judgeAnswer } from './seen.ts'

type Named = Omit<Acknowledging, 'kind' | 'by'>

const answer = (named: Named, by = 'Ada'): Acknowledging => ({ kind: 'acknowledge', by, ...named })
const judge = (line: Timeline, named: Named, by?: string) => judgeAnswer(line.state(), answer(named, by))
/** What the record gets of it. */
const take = (line: Timeline, s: number, named: Named, by?: string) =>
  step(line.state(), answer(named, by), instant(s)).events
/** What a window names that shows this alarm as it stands. */
function painted(line: Timeline, alarm: string): Named {
  const { conditions, latched } = line.state()
  const active = conditions.find(one => one.alarm === alarm)
  const was = latched.find(one => one.alarm === alarm)
  const found = active ?? (was && { ...was, priority: 'high' as const })
  if (!found) throw new Error(`${alarm} does not stand there.`)
  const { occurrence, call, priority, value } = found
  return { alarm: found.alarm, occurrence, call, priority, value }
}

const medium = () => startTimeline({ baseline: false }).cuff(0, 165, 80)
const high = () => startTimeline({ baseline: false }).cuff(0, 190, 80)
const latched = () => startTimeline().stream('spo2', 0, 10, 83).stream('spo2', 11, 25, 97)

describe('AR-24, an answer to what stands there', () => {
  it('is taken, and the record has what was seen', () => {
    const line = high()
    expect(take(line, 5, painted(line, 'systolic-high'))).toMatchObject([
      { transition: 'acknowledged', occurrence: 1, value: 190, seen: { priority: 'high', value: 190 } },
    ])
  })
  it('names nothing in a script, and means what stands now', () => {
    const [event] = take(high(), 5, { alarm: 'systolic-high' })
    expect(event).toMatchObject({ transition: 'acknowledged', occurrence: 1 })
    expect(event).not.toHaveProperty('seen')
  })
  it('is taken although the value has changed a little, and worsening counts from the less bad of the two', () => {
    const line = medium()
    const seen = painted(line, 'systolic-high')
    line.cuff(10, 174, 80)
    const taken = line.at(11, answer(seen))
    expect(taken.state().conditions[0]).toMatchObject({ value: 174, acknowledged: { value: 165 } })
    line.cuff(20, 175, 80)
    expect(line.told().at(-1)).toBe('20 systolic-high medium reAlarmed (worsening)')
  })
  it('is taken although the alarm has fallen a level, with the HIGH that is latched since', () => {
    const line = high()
    const seen = painted(line, 'systolic-high')
    line.cuff(10, 165, 80)
    expect(take(line, 11, seen)).toMatchObject([
      { transition: 'acknowledged', priority: 'medium', seen: { priority: 'high', value: 190 } },
      { transition: 'reset', priority: 'high', occurrence: 1 },
    ])
  })
  it('resets what has been latched since', () => {
    const line = startTimeline().stream('spo2', 0, 10, 83)
    const seen = painted(line, 'spo2-low')
    line.stream('spo2', 11, 25, 97)
    expect(take(line, 26, seen)).toMatchObject([{ transition: 'reset', seen: { priority: 'high' } }])
  })
  it('is to a technical alarm without a value as to any other', () => {
    const line = startTimeline({ baseline: false }).failedCuff(0)
    expect(take(line, 1, painted(line, 'nibp-failed'))).toMatchObject([
      { transition: 'acknowledged', seen: { priority: 'low', value: null } },
    ])
  })
})

describe('AR-24, an answer to what stands there no longer', () => {
  it('is refused when the alarm has risen between paint and press', () => {
    const line = medium()
    const seen = painted(line, 'systolic-high')
    line.cuff(10, 190, 80)
    expect(judge(line, seen)).toEqual({
      why: 'risen',
      now: { alarm: 'systolic-high', priority: 'high', value: 190, isLatched: false },
    })
    expect(take(line, 11, seen)).toEqual([])
    expect(line.state().conditions[0]?.acknowledged).toBeUndefined()
  })
  it('is refused when the alarm has risen, and come down again: the HIGH that nobody saw is latched', () => {
    const line = medium()
    const seen = painted(line, 'systolic-high')
    line.cuff(10, 190, 80).cuff(20, 165, 80)
    expect(judge(line, seen)).toMatchObject({ why: 'risen' })
    line.cuff(30, 120, 80)
    expect(judge(line, seen)).toMatchObject({ why: 'risen', now: { isLatched: true, priority: 'high' } })
  })
  it.each([
    [174, true],
    [175, false],
  ])('at 165 mmHg is to %i mmHg: taken %s (the margin that ends an acknowledgement)', (systolic, isTaken) => {
    const line = medium()
    const { call: _call, ...seen } = painted(line, 'systolic-high')
    line.cuff(10, systolic, 80)
    expect('conditions' in Object(judge(line, seen))).toBe(isTaken)
    if (!isTaken) expect(judge(line, seen)).toMatchObject({ why: 'worse', now: { value: systolic } })
  })
  it('is refused when another occurrence stands there, and names that', () => {
    const line = medium()
    const seen = painted(line, 'systolic-high')
    line.cuff(10, 120, 80).cuff(20, 166, 80)
    expect(line.state().conditions[0]?.occurrence).toBe(2)
    expect(judge(line, seen)).toEqual({
      why: 'another',
      now: { alarm: 'systolic-high', priority: 'medium', value: 166, isLatched: false },
    })
  })
  it('is refused when a new HIGH has taken the place of the latched one', () => {
    const line = latched()
    const seen = painted(line, 'spo2-low')
    line.stream('spo2', 26, 40, 82)
    expect(judge(line, seen)).toMatchObject({ why: 'another', now: { value: 82, isLatched: false } })
  })
  it('is refused when the alarm has alarmed again after its 3 min, if the press tells which call it answers', () => {
    const line = high()
    const seen = painted(line, 'systolic-high')
    line.at(5, answer(seen)).wait(6, 186)
    expect(line.told().at(-1)).toBe('185 systolic-high high reAlarmed (timer)')
    expect(judge(line, seen)).toMatchObject({ why: 'calledAgain' })
    const { call: _call, ...withoutCall } = seen
    expect(judge(line, withoutCall)).toHaveProperty('conditions')
  })
  it('is refused when it has ended, or is held back', () => {
    const line = medium()
    const seen = painted(line, 'systolic-high')
    const paused = medium().at(5, { kind: 'pauseAlarms', by: 'Ada' })
    expect(judge(paused, seen)).toMatchObject({ why: 'withheld', state: 'alarm paused' })
    line.cuff(10, 120, 80)
    expect(judge(line, seen)).toEqual({ why: 'nothing' })
  })
})

describe('AR-24, the same press twice', () => {
  it('is one, of an active and of a latched alarm', () => {
    for (const [line, alarm] of [
      [high(), 'systolic-high'],
      [latched(), 'spo2-low'],
    ] as const) {
      const seen = painted(line, alarm)
      line.at(26, answer(seen))
      expect(judge(line, seen)).toBe('twice')
      expect(take(line, 27, seen)).toEqual([])
    }
  })
  it('is one although the alarm has ended meanwhile', () => {
    const line = medium()
    const seen = painted(line, 'systolic-high')
    line.at(5, answer(seen)).cuff(10, 120, 80)
    expect(judge(line, seen)).toBe('twice')
  })
  it('is not that of another person, who is told who was quicker', () => {
    const line = high()
    const seen = painted(line, 'systolic-high')
    line.at(5, answer(seen))
    expect(judge(line, seen, 'Ben')).toMatchObject({ why: 'acknowledged', by: 'Ada' })
  })
  it('is one across a restart', () => {
    const line = high()
    const seen = painted(line, 'systolic-high')
    line.at(5, answer(seen))
    const stored = JSON.parse(JSON.stringify(line.state())) as ReturnType<Timeline['state']>
    expect(judgeAnswer(stored, answer(seen))).toBe('twice')
  })
})

describe('AR-24, an answer takes what it names and nothing else', () => {
  /** A HIGH that ended unanswered, and the same alarm back at a lower level. */
  const two = () => latched().stream('spo2', 26, 45, 88)
  it('of two occurrences of one alarm', () => {
    const line = two()
    expect(line.state()).toMatchObject({ conditions: [{ occurrence: 2 }], latched: [{ occurrence: 1 }] })
    expect(take(line, 46, { occurrence: 2 })).toMatchObject([
      { transition: 'acknowledged', priority: 'medium' },
    ])
    expect(take(line, 46, { occurrence: 1, priority: 'high' })).toMatchObject([{ transition: 'reset' }])
    expect(take(line, 46, { alarm: 'spo2-low' })).toHaveLength(2)
  })
  it('and nothing at all when one of all has risen above what was seen', () => {
    const line = medium().cuff(10, 165, 112)
    expect(judge(line, { priority: 'medium' })).toMatchObject({
      why: 'risen',
      now: { alarm: 'diastolic-high' },
    })
    expect(take(line, 11, { priority: 'medium' })).toEqual([])
  })
  it('counts occurrences through the session, whichever alarm', () => {
    const line = medium().cuff(10, 120, 80).cuff(20, 190, 112).cuff(30, 120, 80)
    const raised = line.state().latched.map(({ alarm, occurrence }) => [alarm, occurrence])
    expect(raised).toEqual([
      ['systolic-high', 2],
      ['diastolic-high', 3],
    ])
    expect(line.state().occurrences).toBe(3)
  })
})
