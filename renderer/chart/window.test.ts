import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../shared/time.ts'
import { instant, sampleSession } from '../live/testing/sample.ts'
import { formatTick, timeTicks, timeWindow } from './window.ts'

const at = (min: number) => instant(min * MINUTE_MS)
const minutes = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => [fromMs / MINUTE_MS, toMs / MINUTE_MS]

describe('The axis of time', () => {
  const session = sampleSession({ t0: at(20) })

  it('counts from T0, or from the opening', () => {
    expect(minutes(timeWindow(session, '15', 50 * MINUTE_MS, 0))).toEqual([15, 30])
    expect(minutes(timeWindow(session, 'session', 50 * MINUTE_MS, 0))).toEqual([-20, 30])
    expect(minutes(timeWindow(sampleSession(), '5', 50 * MINUTE_MS, MINUTE_MS))).toEqual([44, 49])
    expect(minutes(timeWindow(session, 'session', 21 * MINUTE_MS, 0))).toEqual([-20, 1])
  })

  it.each([
    ['more', 125, 145, [20, 35], ['0:20', '0:25', '0:30', '0:35']],
    ['less', 25, 26, [1, 16], ['0:05', '0:10', '0:15']],
  ])('shows the minutes that passed where the line counts %s in a gap', (_, toMin, nowMin, shown, ticks) => {
    // A person has said that it was 10 min.
    const gap = { from: at(25), to: at(toMin), cause: 'restart', lengthMin: 10 } as const
    const time = timeWindow({ ...session, gaps: [gap] }, '15', nowMin * MINUTE_MS, 0)
    expect(minutes(time)).toEqual(shown)
    expect(timeTicks(time, 600).map(formatTick)).toEqual(ticks)
  })
})
