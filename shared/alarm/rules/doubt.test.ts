import { describe, expect, it } from 'vitest'
import type { Doubt } from '../input.ts'
import { startTimeline, type Timeline } from '../timeline.ts'

/** One value a second, with a doubt about each, and a tick after it. */
function tell(line: Timeline, from: number, to: number, value: number | null, doubt?: Doubt): Timeline {
  for (let s = from; s <= to; s++)
    line.at(s, { kind: 'vital', vital: 'spo2', value, ...(doubt ? { doubt } : {}) }).at(s, { kind: 'tick' })
  return line
}
const high = () => tell(startTimeline(), 0, 10, 80)
const end = (line: Timeline) => line.told().find(told => told.includes('cleared'))

describe('AR-17, a running delay', () => {
  it.each(['questionable', 'settling'] as const)('is not reset by a %s value inside', doubt => {
    const line = tell(tell(tell(startTimeline(), 0, 7, 84), 8, 9, 97, doubt), 10, 10, 84)
    expect(line.told()).toEqual(['10 spo2-low high raised'])
  })
  it('is reset by valid values inside', () => {
    const line = tell(tell(tell(startTimeline(), 0, 2, 84), 3, 7, 97), 8, 14, 84)
    expect(line.told()).toEqual([])
  })
  it('is not counted by a doubtful value inside: a condition begins at a sample beyond', () => {
    const line = tell(tell(startTimeline(), 0, 7, 84), 8, 14, 97, 'questionable')
    expect(line.told()).toEqual([])
    expect(tell(line, 15, 15, 84).told()).toEqual(['15 spo2-low high raised'])
  })
  it.each([
    [10, '12 spo2-low high raised'],
    [11, undefined],
  ])('waits %i s for the next sample that counts', (seconds, told) => {
    const doubtful = tell(tell(startTimeline(), 0, 2, 84), 3, 1 + seconds, 97, 'questionable')
    expect(tell(doubtful, 2 + seconds, 2 + seconds, 84).told()[0]).toBe(told)
  })
  it('counts a doubtful value beyond as any other', () => {
    expect(tell(startTimeline(), 0, 10, 84, 'questionable').told()).toEqual(['10 spo2-low high raised'])
  })
})

describe('AR-17, a running clear', () => {
  it('begins with a valid sample, and is neither counted nor reset by doubtful ones', () => {
    expect(end(tell(tell(high(), 11, 15, 97, 'questionable'), 16, 40, 97))).toBe('26 spo2-low high cleared')
    const doubted = tell(tell(tell(high(), 11, 15, 97), 16, 20, 97, 'questionable'), 21, 40, 97)
    expect(end(doubted)).toBe('21 spo2-low high cleared')
  })
  it('ends with a valid sample', () => {
    const line = tell(tell(high(), 11, 18, 97), 19, 25, 97, 'questionable')
    expect(end(line)).toBeUndefined()
    expect(end(tell(line, 26, 26, 97))).toBe('26 spo2-low high cleared')
  })
  it('takes a doubtful value between the limit and the clear level for none, and one beyond for what it is', () => {
    const between = tell(tell(tell(high(), 11, 15, 97), 16, 18, 86, 'questionable'), 19, 40, 97)
    expect(end(between)).toBe('21 spo2-low high cleared')
    const beyond = tell(tell(tell(high(), 11, 15, 97), 16, 18, 80, 'questionable'), 19, 40, 97)
    expect(end(beyond)).toBe('29 spo2-low high cleared')
    const valid = tell(tell(tell(high(), 11, 15, 97), 16, 18, 86), 19, 40, 97)
    expect(end(valid)).toBe('29 spo2-low high cleared')
  })
  it('starts afresh after more than 10 s without a sample that is sure', () => {
    const doubtedUntil = (to: number) =>
      end(tell(tell(tell(high(), 11, 12, 97), 13, to, 97, 'questionable'), to + 1, 40, 97))
    expect(doubtedUntil(21)).toBe('22 spo2-low high cleared')
    expect(doubtedUntil(22)).toBe('33 spo2-low high cleared')
  })
  it('takes a sensor that has just come on for sure', () => {
    expect(end(tell(high(), 11, 30, 97, 'settling'))).toBe('21 spo2-low high cleared')
  })
})

describe('AR-17, a minute of doubt', () => {
  it('at the clear level ends the alarm, and says so', () => {
    const line = tell(high(), 11, 71, 97, 'questionable')
    expect(line.told()).toEqual([
      '10 spo2-low high raised',
      '40 spo2-low high banner',
      '70 spo2-low high secondContact',
      '71 spo2-low high cleared (ended, doubtful)',
      '71 spo2-low high latched',
    ])
  })
  it.each([
    ['a value below the clear level', 86],
    ['a value beyond', 80],
  ])('is broken by %s', (_what, value) => {
    const line = tell(
      tell(tell(high(), 11, 40, 97, 'questionable'), 41, 41, value, 'questionable'),
      42,
      101,
      97,
      'questionable',
    )
    expect(end(line)).toBeUndefined()
    expect(end(tell(line, 102, 102, 97, 'questionable'))).toBe('102 spo2-low high cleared (ended, doubtful)')
  })
  it('is broken by more than 10 s without a value, and not by a valid one', () => {
    const gap = tell(tell(high(), 11, 40, 97, 'questionable'), 52, 111, 97, 'questionable')
    expect(end(gap)).toBeUndefined()
    expect(end(tell(gap, 112, 112, 97, 'questionable'))).toBe('112 spo2-low high cleared (ended, doubtful)')
    const valid = tell(tell(tell(high(), 11, 40, 97, 'questionable'), 41, 41, 97), 42, 80, 97, 'questionable')
    expect(end(valid)).toBe('71 spo2-low high cleared (ended, doubtful)')
  })
  it('lowers to the level that still holds, with the same word', () => {
    const line = tell(tell(startTimeline(), 0, 60, 84), 61, 121, 92, 'questionable')
    expect(line.told().filter(told => told.includes('lowered'))).toEqual([
      '121 spo2-low low lowered (ended, doubtful)',
    ])
  })
})
