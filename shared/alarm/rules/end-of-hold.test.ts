import { describe, expect, it } from 'vitest'
import type { Doubt } from '../input.ts'
import { startTimeline, type Timeline } from '../timeline.ts'

/** A cuff is tight on the sensor's arm from second 1 to 31, and holds until 46. */
const cuffed = (line = startTimeline()) =>
  line.at(0, { kind: 'sites', sameArm: true }).at(1, { kind: 'cuff', inflating: true })
const slack = (line: Timeline) => line.at(31, { kind: 'cuff', inflating: false })
const tell = (line: Timeline, from: number, to: number, value: number | null, doubt?: Doubt) => {
  for (let s = from; s <= to; s++)
    line.at(s, { kind: 'vital', vital: 'spo2', value, ...(doubt ? { doubt } : {}) }).at(s, { kind: 'tick' })
  return line
}
const heldHigh = () => slack(tell(cuffed(), 2, 31, 82))
const suppressed = '12 spo2-low high suppressed (cuff)'

describe('AR-21, at the end of the hold', () => {
  it('a value inside leaves one word, no alarm and nothing latched', () => {
    const line = tell(tell(heldHigh(), 32, 40, 82), 41, 80, 97)
    expect(line.told()).toEqual([suppressed])
    expect(line.state().latched).toEqual([])
  })
  it('a doubtful value decides as well as a sure one', () => {
    expect(tell(tell(heldHigh(), 32, 45, 82), 46, 46, 97, 'questionable').told()).toEqual([suppressed])
    expect(tell(tell(tell(heldHigh(), 32, 40, 82), 41, 45, 97), 46, 46, 82, 'questionable').told()).toEqual([
      suppressed,
      '46 spo2-low high raised',
    ])
  })
  it('each level is judged by its own limit, not by its clear level', () => {
    // 86 is no longer below 85, though not yet 87.
    expect(tell(tell(heldHigh(), 32, 45, 82), 46, 46, 86).told()).toEqual([
      suppressed,
      '46 spo2-low medium raised',
    ])
  })
  it('a timer of a level that is beyond runs on; one of a level that is inside starts afresh', () => {
    const line = slack(tell(cuffed(), 2, 31, 97))
    // 84 from second 38 on: HIGH at 48, as if there had been no cuff.
    expect(tell(line, 38, 50, 84).told()).toEqual(['48 spo2-low high raised'])
    // By AR-17 the doubtful 97 would not reset; AR-21 wins over it.
    const inside = tell(tell(slack(tell(cuffed(), 2, 31, 97)), 38, 45, 84), 46, 46, 97, 'questionable')
    expect(tell(inside, 47, 56, 84).told()).toEqual([])
    expect(tell(inside, 57, 57, 84).told()).toEqual(['57 spo2-low high raised'])
  })
  it('without a value raises nothing, and the next value beyond at once', () => {
    const line = tell(heldHigh(), 32, 60, null)
    expect(line.told()).toEqual([
      suppressed,
      '42 spo2-signal-lost medium suppressed (cuff)',
      '46 spo2-signal-lost medium raised',
    ])
    expect(tell(line, 61, 61, 84).told().slice(3)).toEqual([
      '61 spo2-low high raised',
      '61 spo2-signal-lost medium cleared',
    ])
  })
  it('without a value: a valid one inside ends what was owed, a doubtful one does not', () => {
    // Long enough for AR-18 to have forgotten what was under the cuff.
    const owed = () => tell(heldHigh(), 32, 70, null)
    const priority = (line: Timeline) =>
      line.state().conditions.find(({ alarm }) => alarm === 'spo2-low')?.priority
    expect(priority(tell(tell(owed(), 71, 71, 86), 72, 72, 84))).toBe('medium')
    expect(priority(tell(tell(owed(), 71, 71, 86, 'questionable'), 72, 72, 84))).toBe('high')
  })
  it('a silence of more than 10 s is no value', () => {
    const silent = (from: number) => heldHigh().wait(from, 46).told().slice(1)
    expect(tell(heldHigh(), 32, 36, 82).wait(37, 46).told().slice(1)).toEqual(['46 spo2-low high raised'])
    expect(tell(heldHigh(), 32, 35, 82).wait(36, 46).told().slice(1)).toEqual([])
    expect(silent(32)).toEqual([])
  })
  it('leaves an alarm alone that was there before the cuff', () => {
    const before = tell(startTimeline(), -20, 0, 82)
    const line = tell(tell(slack(tell(cuffed(before), 2, 31, 82)), 32, 45, 82), 46, 54, 97)
    expect(line.told().map(told => told.split(' ').slice(1, 4).join(' '))).not.toContain(
      'spo2-low high cleared',
    )
    expect(tell(line, 55, 56, 97).told()).toContain('56 spo2-low high cleared')
  })
  it('judges the pulse by its own last value', () => {
    const line = slack(cuffed().stream('pulseRate', 2, 31, 35))
    expect(line.stream('pulseRate', 32, 45, 35).stream('pulseRate', 46, 46, 72).told()).toEqual([
      '12 pulse-low high suppressed (cuff)',
    ])
  })
})
