import { describe, expect, it } from 'vitest'
import { beginPresence, count, isMostlyGone, isSteady, noteBack, passOver } from './presence.ts'
import { isUnderCuff } from './rules/held-back.ts'
import { startTimeline } from './timeline.ts'

/* AR-20: how much of two minutes something was there. AR-8: whether the blood is kept back by a cuff. */

/** Lost from the first to the second, ms, and back again then. */
const lose = (presence: ReturnType<typeof beginPresence>, fromS: number, toS: number) =>
  noteBack(count(count(presence, fromS * 1000, false), toS * 1000, true))

describe('Presence', () => {
  it('begins as there, raised by nothing', () => {
    const begun = beginPresence(5000)
    expect(begun).toMatchObject({ toMs: 5000, isBack: true, isLasting: false, raisedMs: null, sinceMs: null })
    expect(isSteady(begun, 5000)).toBe(true)
    expect(isMostlyGone(begun, 5000)).toBe(false)
  })
  it('counts no time twice, and none that has passed', () => {
    const begun = beginPresence(5000)
    expect(count(begun, 5000, true)).toBe(begun)
    expect(count(begun, 4000, true)).toBe(begun)
    expect(passOver(begun, 5000)).toBe(begun)
    expect(passOver(begun, 4000)).toBe(begun)
    expect(passOver(begun, 6000)).toEqual({ ...begun, toMs: 6000 })
    expect(noteBack(begun)).toBe(begun)
  })
  it('is mostly gone by two losses of together more than a minute, and by no single one', () => {
    const one = lose(beginPresence(0), 0, 100)
    expect(isMostlyGone(one, 100_000)).toBe(false)
    expect(isMostlyGone(lose(lose(beginPresence(0), 0, 30), 60, 90), 90_000)).toBe(false)
    const two = lose(lose(beginPresence(0), 0, 31), 60, 90)
    expect(isMostlyGone(two, 90_000)).toBe(true)
    // The first of the two must still lie in the time that is looked at, and after the last end.
    expect(isMostlyGone({ ...two, sinceMs: 31_000 }, 90_000)).toBe(false)
    expect(isMostlyGone({ ...two, sinceMs: 0, earlierLossToMs: 1 }, 90_000)).toBe(true)
  })
  it('takes a loss that goes on for one', () => {
    const on = count(count(beginPresence(0), 30_000, true), 80_000, true)
    expect(on).toMatchObject({ lossToMs: 80_000, earlierLossToMs: null, isBack: false })
    expect(count(noteBack(on), 90_000, true)).toMatchObject({ lossToMs: 90_000, earlierLossToMs: 80_000 })
  })
})

describe('Under a cuff', () => {
  const squeezed = (sameArm: boolean) =>
    startTimeline().at(0, { kind: 'sites', sameArm }).at(10, { kind: 'cuff', inflating: true })
  const under = (line: ReturnType<typeof squeezed>, ...seconds: readonly number[]) =>
    seconds.map(s => isUnderCuff(line.state(), { monoMs: s * 1000, wallMs: 0 }))

  it('is the arm of the sensor from the squeeze for a minute at the most', () => {
    expect(under(squeezed(true), 10, 69.9, 70, 200)).toEqual([true, true, false, false])
    expect(under(squeezed(false), 10, 40)).toEqual([false, false])
    expect(under(startTimeline(), 10)).toEqual([false])
  })
  it('and for 15 s after it', () => {
    expect(under(squeezed(true).at(30, { kind: 'cuff', inflating: false }), 44.9, 45)).toEqual([true, false])
  })
})
