import { describe, expect, it } from 'vitest'
import { createClock } from './clock.ts'

/** Clocks that go as a test lets them. */
function makeSource() {
  const at = { mono: 5000, wall: 1_000_000, up: 90_000 }
  return {
    run(ms: number) {
      at.mono += ms
      at.wall += ms
      at.up += ms
    },
    /** As on Linux, where the monotonic clock stands still meanwhile. */
    sleep(ms: number) {
      at.wall += ms
      at.up += ms
    },
    stepWall(ms: number) {
      at.wall += ms
    },
    source: { mono: () => at.mono, wall: () => at.wall, up: () => Math.floor(at.up / 1000) * 1000 },
  }
}

describe('The clock', () => {
  it('goes on where the last run left it, and counts the time between by the wall', () => {
    const { source } = makeSource()
    expect(createClock({ monoMs: 700, wallMs: 940_000 }, source).now().monoMs).toBe(60_700)
    expect(createClock(null, source).now().monoMs).toBe(0)
    // A wall clock set back while Vigil was off takes nothing from the line.
    expect(createClock({ monoMs: 700, wallMs: 2_000_000 }, source).now().monoMs).toBe(700)
  })
  describe('at a start of Vigil', () => {
    const HOUR = 3_600_000
    const last = { monoMs: 700, wallMs: 940_000, upMs: 30_000, boot: 'a' }

    it.each([2 * HOUR, -2 * HOUR])(
      'goes by uptime on the same start of the computer, the clock %i ms wrong',
      ms => {
        const { source, stepWall } = makeSource()
        stepWall(ms)
        const clock = createClock(last, source, 'a')
        expect(clock.outage).toEqual({ lengthMs: 60_000, wallStepMs: ms })
        expect(clock.now().monoMs).toBe(60_700)
      },
    )
    it.each([
      ['another start', 'b', last],
      ['no id, and the clocks apart', null, last],
      ['an earlier version’s last moment', 'a', { monoMs: 700, wallMs: 940_000 }],
      ['an uptime that shrank', null, { ...last, upMs: 100_000 }],
    ])('goes by the wall clock, which is not sure: %s', (_what, boot, known) => {
      const { source, stepWall } = makeSource()
      stepWall(2 * HOUR)
      const { outage, now } = createClock(known, source, boot)
      expect(outage).toEqual({ lengthMs: 60_000 + 2 * HOUR, byWallMs: 60_000 + 2 * HOUR, wallStepMs: 0 })
      expect(now().monoMs).toBe(60_700 + 2 * HOUR)
    })
    it('without an id takes uptime and clock for the same start where they agree within 30 s', () => {
      const { source, stepWall } = makeSource()
      stepWall(30_000)
      expect(createClock(last, source).outage).toEqual({ lengthMs: 60_000, wallStepMs: 30_000 })
      stepWall(1)
      expect(createClock(last, source).outage).toMatchObject({ byWallMs: 90_001 })
    })
    it('stands still where the clock went back', () => {
      const { source, stepWall } = makeSource()
      stepWall(-2 * HOUR)
      const clock = createClock(last, source, 'b')
      expect(clock.outage).toEqual({ lengthMs: 0, byWallMs: 60_000 - 2 * HOUR, wallStepMs: 0 })
      expect(clock.now().monoMs).toBe(700)
    })
    it('tells the next start what it needs', () => {
      const { source } = makeSource()
      expect(createClock(null, source, 'a').alive()).toEqual({
        monoMs: 0,
        wallMs: 1_000_000,
        upMs: 90_000,
        boot: 'a',
      })
    })
  })
  it('says nothing of time that simply passes, whatever its pace', () => {
    const { run, source } = makeSource()
    const clock = createClock(null, source)
    for (const ms of [1000, 1100, 950, 3700, 9900]) {
      run(ms)
      expect(clock.look()).toEqual({ wallStepMs: 0, stoodMs: 0 })
    }
  })
  it.each([600_000, -3_600_000])('tells a wall clock stepped by %i ms, once, and does not follow it', ms => {
    const { run, stepWall, source } = makeSource()
    const clock = createClock(null, source)
    stepWall(ms)
    run(1000)
    expect(clock.look()).toEqual({ wallStepMs: ms, stoodMs: 0 })
    expect(clock.now().monoMs).toBe(1000)
    run(1000)
    expect(clock.look().wallStepMs).toBe(0)
  })
  it('takes sleep onto its line where the computer’s clock does not, and calls it no step of the wall', () => {
    const { run, sleep, source } = makeSource()
    const clock = createClock(null, source)
    run(400)
    sleep(1_800_000)
    run(600)
    expect(clock.look()).toEqual({ wallStepMs: 0, stoodMs: expect.closeTo(1_801_000, -3) })
    expect(Math.abs(clock.now().monoMs - 1_801_000)).toBeLessThan(1000)
    run(1000)
    expect(clock.look()).toEqual({ wallStepMs: 0, stoodMs: 0 })
  })
  it('tells a step of the wall clock during sleep', () => {
    const { run, sleep, stepWall, source } = makeSource()
    const clock = createClock(null, source)
    sleep(60_000)
    stepWall(3_600_000)
    run(1000)
    expect(clock.look().wallStepMs).toBeCloseTo(3_600_000, -4)
  })
  it('tells that it stood still, where sleep counts on the computer’s clock or the program was stopped', () => {
    const { run, source } = makeSource()
    const clock = createClock(null, source)
    run(10_001)
    expect(clock.look()).toEqual({ wallStepMs: 0, stoodMs: 10_001 })
  })
})
