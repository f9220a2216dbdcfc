import { describe, expect, it } from 'vitest'
import { makeLimits } from '../../limits.ts'
import { defaultLimits } from '../../presets/default-limits.ts'
import type { NibpReading } from '../../reading.ts'
import { type AlarmState, type CuffResult, startAlarms } from '../state.ts'
import { instant } from '../timeline.ts'
import { hasFiguresOf, isTypedLate, maySpeak, noteCuff, weighCuff } from './newest.ts'

/* AR-16: by what a cuff result is known when it is told again. */

const start = startAlarms(makeLimits(defaultLimits))
const known: CuffResult = {
  sourceId: 'cuff',
  takenMonoMs: 0,
  status: 'ok',
  systolic: 124,
  diastolic: 76,
  mean: 92,
  pulseRate: 70,
}

function reading(takenS: number, systolic: number, more: Partial<NibpReading> = {}): NibpReading {
  return {
    kind: 'nibp',
    sessionId: 'test',
    seq: 1,
    at: instant(takenS),
    takenAt: instant(takenS),
    source: { origin: 'device', id: 'cuff', driver: 'test' },
    validity: 'valid',
    flags: [],
    status: 'ok',
    systolic,
    diastolic: 76,
    mean: null,
    pulseRate: null,
    ...more,
  }
}
const note = (state: AlarmState, one: NibpReading) => noteCuff(state, { kind: 'nibp', reading: one })
const typed = { origin: 'manual', id: 'Ada', driver: 'manual' } as const

describe('Figures', () => {
  it.each([
    ['all the same', {}, true],
    ['a mean left out', { mean: null }, true],
    ['a pulse left out', { pulseRate: null }, true],
    ['another status', { status: 'failed' }, false],
    ['another systolic', { systolic: 125 }, false],
    ['another diastolic', { diastolic: 77 }, false],
    ['another mean', { mean: 93 }, false],
    ['another pulse', { pulseRate: 71 }, false],
    ['another mean, calculated by Vigil', { mean: 93, flags: ['meanCalculated'] }, true],
  ] as const)('%s: %o', (_, told, same) => {
    expect(hasFiguresOf(known, { ...known, ...told })).toBe(same)
    const left = { ...known, mean: null, pulseRate: null }
    expect(hasFiguresOf(left, { ...left, ...told })).toBe(
      !('status' in told || 'systolic' in told || 'diastolic' in told),
    )
  })
})

describe('What is remembered of results', () => {
  it('is the eight newest by time taken, and the last of each kind of each monitor', () => {
    let state = note(start, reading(10, 101, { source: { origin: 'device', id: 'other', driver: 'test' } }))
    state = note(state, reading(20, 102))
    state = note(state, reading(25, 103, { status: 'failed' }))
    for (let n = 0; n < 9; n++) state = note(state, reading(100 + n * 60, 110 + n))
    // One that comes late is put where it was taken.
    state = note(state, reading(130, 140))
    expect(state.cuffResults.map(({ systolic }) => systolic)).toEqual([
      101, 103, 111, 112, 113, 114, 115, 116, 117, 118,
    ])
  })
  it('is nothing that a person typed, nor what is told again', () => {
    const state = note(start, reading(10, 120))
    const byHand = note(state, reading(60, 130, { source: typed }))
    expect(byHand.cuffResults).toBe(state.cuffResults)
    expect(byHand.newestCuffMonoMs).toBe(60_000)
    expect(note(state, reading(12, 120))).toBe(state)
  })
  it('is no mean that Vigil has calculated', () => {
    const means = [reading(10, 120, { mean: 91, flags: ['meanCalculated'] }), reading(30, 121, { mean: 91 })]
    expect(means.reduce(note, start).cuffResults.map(({ mean }) => mean)).toEqual([null, 91])
  })
  it('makes the newest no older', () => {
    const state = note(note(start, reading(60, 120)), reading(59.5, 130))
    expect(state.newestCuffMonoMs).toBe(60_000)
    expect(note(state, reading(20, 140)).newestCuffMonoMs).toBe(60_000)
    expect(note(start, reading(20, 140, { existing: true })).newestCuffMonoMs).toBeNull()
  })
})

describe('What a result is', () => {
  const state = note(start, reading(60, 120))
  it.each([
    ['newest', reading(61, 130)],
    ['newest', reading(59.5, 130)],
    ['enteredLate', reading(59, 130)],
    ['again', reading(69, 120)],
    ['newest', reading(70, 120)],
    ['newest', reading(61, 120, { source: typed })],
    ['newest', reading(1, 130, { source: typed })],
    ['enteredLate', reading(0, 130, { source: typed })],
    ['existing', reading(10, 130, { existing: true })],
    ['again', reading(10, 120, { existing: true })],
  ] as const)('%s', (standing, told) => {
    expect(weighCuff(state, told)).toBe(standing)
    expect(maySpeak(state, { kind: 'nibp', reading: told })).toBe(standing === 'newest')
  })
  it('is the newest where there was none', () => {
    expect(weighCuff(start, reading(-100, 120))).toBe('newest')
  })
})

describe('A typed value', () => {
  const heard: AlarmState = {
    ...start,
    streams: { spo2: { lastValidMonoMs: 100_000 } as NonNullable<AlarmState['streams']['spo2']> },
  }
  it.each([
    [40_000, true],
    [40_001, false],
    [undefined, false],
  ])('taken at %s ms: late %s', (takenMonoMs, late) => {
    const when = takenMonoMs === undefined ? {} : { takenMonoMs }
    expect(isTypedLate(heard, { vital: 'spo2', ...when })).toBe(late)
    expect(isTypedLate(start, { vital: 'spo2', ...when })).toBe(false)
    expect(maySpeak(heard, { kind: 'vital', vital: 'spo2', value: 90, ...when })).toBe(!late)
  })
  it('is the business of no other input', () => {
    expect(maySpeak(heard, { kind: 'tick' })).toBe(true)
  })
})
