import { describe, expect, it } from 'vitest'
import type { Sample } from '../../shared/reading.ts'
import {
  type CuffWatch,
  hearCuff,
  isCycleDue,
  noteStart,
  noteStop,
  restedCuff,
  whyNotInflate,
} from './cuff-guard.ts'

const tight: Sample = { kind: 'device', state: 'cuffInflating' }
const slack: Sample = { kind: 'device', state: 'cuffIdle' }
const result: Sample = {
  kind: 'nibp',
  systolic: 120,
  diastolic: 80,
  mean: 93,
  pulseRate: 70,
  status: 'ok',
}

/** Seconds and what happened then. */
function watchOf(...told: readonly (readonly [number, Sample | 'start' | 'stop'])[]): CuffWatch {
  return told.reduce((watch, [s, what]) => {
    if (what === 'start') return noteStart(watch, s * 1000)
    return what === 'stop' ? noteStop(watch, s * 1000) : hearCuff(watch, what, s * 1000)
  }, restedCuff)
}
const why = (watch: CuffWatch, s: number) => whyNotInflate(watch, s * 1000)

describe('The cuff', () => {
  it('may be started when nothing is known of it', () => {
    expect(why(restedCuff, 0)).toBeNull()
  })
  it('is not started while it is tight, by whomever', () => {
    const watch = watchOf([0, slack], [10, tight])
    expect(why(watch, 10)).toMatch(/is measuring/)
    expect(why(watch, 189)).toMatch(/is measuring/)
    // A monitor that was switched off while its cuff was tight blocks nobody for ever.
    expect(why(watch, 190)).toBeNull()
  })
  it.each([
    ['its result', result],
    ['its word', slack],
  ])('rests 30 s from %s on', (_, end) => {
    const watch = watchOf([10, tight], [40, end])
    expect(why(watch, 40)).toBe('The arm rests between two measurements; start the cuff in 30 s.')
    expect(why(watch, 69.5)).toMatch(/in 1 s/)
    expect(why(watch, 70)).toBeNull()
  })
  it('stays tight when a result is told that is older than its inflation', () => {
    const old = { ...result, ageS: 120 }
    expect(why(watchOf([10, tight], [20, old]), 30)).toMatch(/is measuring/)
    expect(why(watchOf([10, tight], [40, { ...result, ageS: 2 }]), 41)).toMatch(/rests/)
    // The interval counts from when it was taken.
    expect(isCycleDue(watchOf([100, old]), 5, null, 279_000)).toBe(false)
    expect(isCycleDue(watchOf([100, old]), 5, null, 280_000)).toBe(true)
  })
  it('is started once: a second start waits for what becomes of the first', () => {
    expect(why(watchOf([0, slack], [20, 'start']), 29)).toMatch(/started just now/)
    expect(why(watchOf([0, slack], [20, 'start']), 30)).toBeNull()
    // Of a cuff that no monitor tells of, only the result or the longest possible time is proof.
    expect(why(watchOf([20, 'start']), 199)).toMatch(/started just now/)
    expect(why(watchOf([20, 'start']), 200)).toBeNull()
    expect(why(watchOf([20, 'start'], [55, result]), 60)).toMatch(/in 25 s/)
  })
  it('rests after it was stopped', () => {
    expect(why(watchOf([20, 'start'], [25, 'stop']), 30)).toMatch(/in 25 s/)
    expect(why(watchOf([20, tight], [25, 'stop'], [28, slack]), 30)).toMatch(/in 28 s/)
  })
  it('does not rest again for each repetition of an old result', () => {
    expect(why(watchOf([10, tight], [40, result], [60, result], [69, result]), 70)).toBeNull()
  })
})

describe('An automatic measurement', () => {
  const due = (watch: CuffWatch, s: number, lastResultS: number | null = null) =>
    isCycleDue(watch, 5, lastResultS === null ? null : lastResultS * 1000, s * 1000)

  it('is due at once when none has been taken', () => {
    expect(due(restedCuff, 0)).toBe(true)
  })
  it('counts from the start of the last one, by whomever it was started', () => {
    expect(due(watchOf([100, 'start'], [101, tight], [140, result]), 399)).toBe(false)
    expect(due(watchOf([100, 'start'], [101, tight], [140, result]), 400)).toBe(true)
    expect(due(watchOf([100, tight], [140, slack]), 399)).toBe(false)
    expect(due(watchOf([100, tight], [140, slack]), 400)).toBe(true)
  })
  it('counts from the record after a restart', () => {
    expect(due(restedCuff, 399, 100)).toBe(false)
    expect(due(restedCuff, 400, 100)).toBe(true)
  })
  it('is not put off by the repetition of an old result', () => {
    expect(due(watchOf([100, tight], [140, result], [300, result]), 400)).toBe(true)
  })
})
