import { describe, expect, it } from 'vitest'
import { makeLimits } from '../../limits.ts'
import { defaultLimits } from '../../presets/default-limits.ts'
import { type AlarmState, startAlarms } from '../state.ts'
import { instant, startTimeline } from '../timeline.ts'
import { gapSaid, isOfUnknownAge, passedSinceMs } from './gap-said.ts'

/* AR-22: a gap of unknown length, until a person has said how long it was. */

const start = startAlarms(makeLimits(defaultLimits))
const say = (state: AlarmState, fromMonoMs: number, lacksMs: number) =>
  gapSaid(state, { kind: 'gapSaid', fromMonoMs, lacksMs }).state
const unsure = (...gaps: readonly (readonly [number, number])[]): AlarmState => ({
  ...start,
  unsureGaps: gaps.map(([fromMonoMs, toMonoMs]) => ({ fromMonoMs, toMonoMs })),
})

describe('The age of a moment', () => {
  it('is unknown up to the end of a gap that nobody has measured, that moment included', () => {
    const state = unsure([100, 200], [500, 600])
    expect([50, 200, 201, 600, 601].map(ms => isOfUnknownAge(state, ms))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ])
    expect(isOfUnknownAge(unsure([100, 200]), 201)).toBe(false)
    expect(isOfUnknownAge(start, 0)).toBe(false)
  })
  it('is known again once its gap has been said, and no other gap', () => {
    const state = say(unsure([100, 200], [500, 600]), 500, 60_000)
    expect(state.unsureGaps).toEqual([{ fromMonoMs: 100, toMonoMs: 200 }])
    expect(say(unsure([100, 200]), 300, 60_000).unsureGaps).toEqual([{ fromMonoMs: 100, toMonoMs: 200 }])
  })
  it('asks nothing of a state in which no gap was unsure', () => {
    const state = say(start, 100, 5000)
    expect(state).toEqual({ ...start, saidGaps: [{ fromMonoMs: 100, lacksMs: 5000 }] })
  })
})

describe('What has passed since a moment', () => {
  it('is what the line counts, and what gaps since then lack', () => {
    expect(passedSinceMs(start, 1000, instant(10))).toBe(9000)
    const said = say(say(start, 2000, 60_000), 5000, -1000)
    expect(passedSinceMs(said, 1000, instant(10))).toBe(9000 + 60_000 - 1000)
    // A gap that begins with the moment lies after it; one that began before it does not.
    expect(passedSinceMs(said, 2000, instant(10))).toBe(8000 + 60_000 - 1000)
    expect(passedSinceMs(said, 2001, instant(10))).toBe(7999 - 1000)
    expect(passedSinceMs(said, 5001, instant(10))).toBe(4999)
  })
  it('remembers the twenty newest gaps', () => {
    let state = start
    for (let n = 1; n <= 22; n++) state = say(state, n, n)
    expect(state.saidGaps?.map(({ fromMonoMs }) => fromMonoMs)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 3),
    )
  })
  it('ends AUDIO PAUSED and calls again by what has really passed', () => {
    const line = startTimeline({ baseline: false }).cuff(0, 190, 80)
    line.at(1, { kind: 'acknowledge', by: 'Ada' }).at(2, { kind: 'pauseAudio', by: 'Ada' })
    line.at(10, { kind: 'gapSaid', fromMonoMs: 5000, lacksMs: 120_000 })
    expect(line.told().slice(2)).toEqual(['2 audio paused (person)'])
    line.at(11, { kind: 'tick' })
    expect(line.told().slice(3)).toEqual(['11 audio on (expired)'])
    line.at(12, { kind: 'gapSaid', fromMonoMs: 6000, lacksMs: 60_000 }).at(13, { kind: 'tick' })
    expect(line.told().slice(4)).toEqual(['13 systolic-high high reAlarmed (timer)'])
  })
})
