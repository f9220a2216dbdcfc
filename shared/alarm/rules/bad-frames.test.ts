import { describe, expect, it } from 'vitest'
import { startTimeline, type Timeline } from '../timeline.ts'

const watched = () => startTimeline().at(0, { kind: 'devices', devices: [{ id: 'ox', label: 'Oximeter' }] })
/** Counts every second, from `from` to `to`, so many good and bad frames each. */
function frames(
  line: Timeline,
  from: number,
  to: number,
  good: number,
  bad: number,
  start = { good: 0, bad: 0 },
) {
  for (let s = from; s <= to; s++) {
    start.good += good
    start.bad += bad
    line.at(s, { kind: 'counts', deviceId: 'ox', good: start.good, bad: start.bad })
  }
  return start
}

describe('Bad frames (plausibility rules, 2.1)', () => {
  it('over 5 % in 30 s are a noisy link, named after its device', () => {
    const line = watched()
    frames(line, 1, 40, 75, 4)
    expect(line.told()).toEqual(['2 link-noisy low raised'])
    expect(line.state().conditions[0]).toMatchObject({ deviceId: 'ox', detail: 'Oximeter' })
  })
  it('of 5 % or less are none', () => {
    const line = watched()
    frames(line, 1, 60, 95, 5)
    expect(line.told()).toEqual([])
  })
  it('end it when the last 30 s are good again', () => {
    const line = watched()
    const counted = frames(line, 1, 10, 10, 2)
    frames(line, 11, 80, 10, 0, counted)
    const [raised, cleared] = line.told()
    expect(raised).toBe('2 link-noisy low raised')
    const second = Number(cleared?.split(' ')[0])
    expect(cleared).toContain('link-noisy low cleared')
    expect(second).toBeGreaterThan(10)
    expect(second).toBeLessThanOrEqual(45)
  })
  it('are at least two: a monitor that sends seldom is not noisy for one', () => {
    const line = watched()
    const counted = frames(line, 1, 5, 1, 0)
    counted.bad += 1
    frames(line, 6, 8, 0, 0, counted)
    expect(line.told()).toEqual([])
    counted.bad += 1
    frames(line, 9, 9, 0, 0, counted)
    expect(line.told()).toEqual(['9 link-noisy low raised'])
  })
  it('are counted afresh on a line that was opened anew', () => {
    const line = watched()
    frames(line, 1, 10, 100, 0)
    // Fewer than before: these are another opening's.
    line.at(11, { kind: 'counts', deviceId: 'ox', good: 5, bad: 3 })
    expect(line.state().devices['ox']?.counts).toEqual([{ atMonoMs: 11_000, good: 0, bad: 0 }])
    expect(line.told()).toEqual(['11 link-noisy low raised'])
  })
  it('of a device that is not of this room are nobody’s', () => {
    const line = watched().at(1, { kind: 'counts', deviceId: 'other', good: 0, bad: 100 })
    expect(line.told()).toEqual([])
    expect(line.state().devices['other']).toBeUndefined()
  })
  it('are kept in a few notes, however often they are told', () => {
    const line = watched()
    frames(line, 1, 300, 50, 0)
    expect(line.state().devices['ox']?.counts?.length).toBeLessThanOrEqual(7)
  })
})
