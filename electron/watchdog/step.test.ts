import { describe, expect, it } from 'vitest'
import { type Alive, beginWatch, stepWatch } from './step.ts'

const alive: Alive = { instance: 'one', pid: 1, beat: 1, open: true }

/** Looks twice a second; gives when it sounded, in seconds, and when it ended. */
function watch(seconds: number, seen: (s: number) => { alive: Alive | null; exists: boolean }) {
  let state = beginWatch(alive, 0)
  const sounded: number[] = []
  for (let s = 0.5; s <= seconds; s += 0.5) {
    const stepped = stepWatch(state, seen(s), s * 1000)
    state = stepped.state
    if (stepped.play) sounded.push(s)
    if (stepped.end) return { sounded, ended: s }
  }
  return { sounded, ended: null }
}
const beating = (s: number, more: Partial<Alive> = {}) => ({ ...alive, beat: Math.floor(s), ...more })

describe('The watchdog', () => {
  it('is silent while Vigil’s heart beats', () => {
    expect(watch(600, s => ({ alive: beating(s), exists: true }))).toEqual({ sounded: [], ended: null })
  })
  it('sounds 5 s after the last heartbeat of a Vigil that stands still, and again after each pause', () => {
    const { sounded } = watch(30, s => ({ alive: beating(Math.min(s, 10)), exists: true }))
    expect(sounded).toEqual([15.5, 24])
  })
  it('sounds 3 s after the last heartbeat of a process that is gone, unless another has taken over by then', () => {
    const { sounded } = watch(14, s => ({ alive: beating(Math.min(s, 10)), exists: s < 11 }))
    expect(sounded).toEqual([13])
    const again = (s: number) => beating(s, { instance: s < 12.5 ? 'one' : 'two' })
    expect(
      watch(20, s => ({ alive: s < 12.5 ? beating(Math.min(s, 10)) : again(s), exists: s < 10.5 })),
    ).toEqual({
      sounded: [],
      ended: 12.5,
    })
  })
  it('sounds for at least 120 s, and not for ever', () => {
    const { sounded, ended } = watch(4000, s => ({ alive: beating(Math.min(s, 10)), exists: s < 12 }))
    expect(sounded.length).toBeGreaterThan(120 / 8.5)
    expect(sounded.at(-1)).toBeGreaterThan(1700)
    expect(ended).toBe(1813)
  })
  it('falls silent when the heart beats again', () => {
    const { sounded } = watch(40, s => ({ alive: beating(s > 10 && s < 26 ? 10 : s), exists: true }))
    expect(sounded).toEqual([15.5, 24])
  })
  it('is silent when the computer wakes, and waits for the heart to beat again', () => {
    const beforeSleep = stepWatch(beginWatch(alive, 0), { alive: beating(1), exists: true }, 500).state
    const seen = { alive: beating(1), exists: true }
    const woken = stepWatch(beforeSleep, seen, 3_600_000)
    expect(woken.play).toBeUndefined()
    // Vigil itself does not wake.
    const times = [1, 2, 3, 4, 5, 6].map(s => 3_600_000 + s * 1000)
    let state = woken.state
    const played = times.filter(nowMs => {
      const stepped = stepWatch(state, seen, nowMs)
      state = stepped.state
      return stepped.play
    })
    expect(played).toEqual([3_605_000])
  })
  it('ends without a sound when Vigil ends in order, or a person takes the file away', () => {
    expect(watch(60, s => ({ alive: s < 20 ? beating(s) : null, exists: s < 20 }))).toEqual({
      sounded: [],
      ended: 20,
    })
  })
  it('ends when another start of Vigil has taken over', () => {
    const { sounded, ended } = watch(60, s => ({
      alive: s < 20 ? beating(Math.min(s, 10)) : beating(1, { instance: 'two' }),
      exists: s < 12,
    }))
    expect(sounded).toEqual([13])
    expect(ended).toBe(20)
  })
  it('has nothing to say of a Vigil that nobody relied on', () => {
    const idle = (s: number) => beating(Math.min(s, 10), { open: false })
    expect(watch(60, s => ({ alive: idle(s), exists: s < 20 }))).toEqual({ sounded: [], ended: 20 })
    expect(watch(60, s => ({ alive: idle(s), exists: true }))).toEqual({ sounded: [], ended: null })
  })
})
