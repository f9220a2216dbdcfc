import { describe, expect, it } from 'vitest'
import { type LevelTrack, noTrack } from '../state.ts'
import { type Cleared, clearTrack } from './clear.ts'

/* AR-3 and AR-17, sample by sample: what ends a level that holds. */

const held: LevelTrack = { ...noTrack, held: true }
type Sample = readonly [s: number, at: 'beyond' | 'between' | 'clear', doubt?: 'questionable' | 'settling']

/** The samples one after the other; gives how each ended the level. */
function hear(samples: readonly Sample[], clearForMs = 10_000): readonly (string | undefined)[] {
  let track = held
  return samples.map(([s, at, doubt = null]) => {
    const cleared: Cleared = clearTrack(track, at, doubt, s * 1000, clearForMs)
    track = cleared.track
    return cleared.ended
  })
}
const each = (from: number, to: number, ...rest: readonly ['clear' | 'between', 'questionable'?]): Sample[] =>
  Array.from({ length: to - from + 1 }, (_, n) => [from + n, ...rest] as Sample)

describe('A level that holds', () => {
  it('ends by sure values at the clear level, after their time and not before', () => {
    expect(hear(each(0, 10, 'clear'))).toEqual([...Array(10).fill(undefined), 'sure'])
    expect(hear([[0, 'clear']], 0)).toEqual(['sure'])
  })
  it('ends as doubtful after a minute of doubtful ones alone', () => {
    expect(hear(each(0, 60, 'clear', 'questionable'))).toEqual([...Array(60).fill(undefined), 'doubtful'])
    expect(hear([[0, 'clear', 'questionable']], 0)).toEqual([undefined])
  })
  it('is ended by a doubtful sample by no sure run before it', () => {
    const told = hear([...each(0, 9, 'clear'), [10, 'clear', 'questionable'], [11, 'clear']])
    expect(told).toEqual([...Array(11).fill(undefined), 'sure'])
  })
  it('takes a sensor that has just come on for no doubt', () => {
    expect(
      hear(
        [
          [0, 'clear', 'settling'],
          [1, 'clear', 'settling'],
        ],
        1000,
      ),
    ).toEqual([undefined, 'sure'])
  })
  it.each(['between', 'beyond'] as const)('begins its time afresh after a sure value %s', at => {
    const told = hear([...each(0, 9, 'clear'), [10, at], ...each(11, 21, 'clear')])
    expect(told).toEqual([...Array(21).fill(undefined), 'sure'])
  })
  it('is ended by nothing between the levels, however long', () => {
    expect(hear(each(0, 200, 'between')).filter(Boolean)).toEqual([])
    expect(hear(each(0, 200, 'between', 'questionable')).filter(Boolean)).toEqual([])
    expect(hear([...each(0, 59, 'clear', 'questionable'), [60, 'between', 'questionable']]).at(-1)).toBe(
      undefined,
    )
  })
  it('holds no more, and remembers no run, once it has ended', () => {
    const run: LevelTrack = { ...held, clear: { sinceMs: 0, lastMs: 9000 } }
    const { track } = clearTrack(run, 'clear', null, 10_000, 0)
    expect(track).toEqual({ ...noTrack, held: false })
  })
})

describe('A level that does not hold', () => {
  it('is left as it is, and forgets runs of before', () => {
    expect(clearTrack(noTrack, 'clear', null, 0, 0).track).toBe(noTrack)
    const ran = hear([[0, 'clear']], 10_000)
    expect(ran).toEqual([undefined])
    const { track } = clearTrack(held, 'clear', null, 0, 10_000)
    for (const kept of [
      { ...track, held: false },
      { ...track, held: false, clear: null },
      { ...track, held: false, calm: null },
    ])
      expect(clearTrack(kept, 'clear', null, 0, 0)).toEqual({ track: { ...kept, clear: null, calm: null } })
  })
})
