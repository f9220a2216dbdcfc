import { describe, expect, it } from 'vitest'
import { replay } from '../../../fixtures/authority.ts'
import { changeLimit, makeLimits } from '../../limits.ts'
import { defaultLimits } from '../../presets/default-limits.ts'
import type { NibpReading } from '../../reading.ts'
import { instant, startTimeline, type Timeline } from '../timeline.ts'

/* AR-16: a reading is judged by when it was taken, never by when it arrived. */

interface Told {
  /** When it arrives, and when it was taken, s. */
  readonly at: number
  readonly taken?: number
  /** null: it failed. */
  readonly pressure: readonly [systolic: number, diastolic: number] | null
  readonly typed?: true
  readonly device?: string
  readonly existing?: true
}

function tell(
  timeline: Timeline,
  { at, taken = at, pressure, typed, device = 'cuff', existing }: Told,
): Timeline {
  const [systolic, diastolic] = pressure ?? [null, null]
  const reading: NibpReading = {
    kind: 'nibp',
    sessionId: 'test',
    seq: 1,
    at: instant(at),
    takenAt: instant(taken),
    source: typed
      ? { origin: 'manual', id: 'Ada', driver: 'manual' }
      : { origin: 'device', id: device, driver: 'test' },
    validity: pressure ? 'valid' : 'invalid',
    flags: [],
    status: pressure ? 'ok' : 'failed',
    systolic,
    diastolic,
    mean: null,
    pulseRate: null,
    ...(pressure ? {} : { error: 'no pulse' }),
    ...(existing ? { existing } : {}),
  }
  return timeline.at(at, { kind: 'nibp', reading })
}

const told = (...readings: readonly Told[]) =>
  readings.reduce(tell, startTimeline({ baseline: false })).told()
const high = { at: 200, pressure: [192, 96] } as const

describe('A cuff reading entered late', () => {
  it('raises nothing', () => {
    expect(told({ at: 200, pressure: [124, 76] }, { at: 230, taken: 170, pressure: [192, 96] })).toEqual([])
  })
  it('clears, lowers and latches nothing', () => {
    for (const pressure of [
      [124, 76],
      [165, 80],
    ] as const)
      expect(told(high, { at: 230, taken: 170, pressure })).toEqual(['200 systolic-high high raised'])
  })
  it('leaves the acknowledgement of a worse value alone', () => {
    const timeline = tell(startTimeline({ baseline: false }), high)
    timeline.at(210, { kind: 'acknowledge', by: 'Ada' })
    tell(timeline, { at: 230, taken: 170, pressure: [210, 96] })
    expect(timeline.told()).toEqual(['200 systolic-high high raised', '210 systolic-high high acknowledged'])
  })
  it('ends no failed-cuff alarm, and counts for no second failure in a row', () => {
    const failed = { at: 200, pressure: null } as const
    expect(told(failed, { at: 260, taken: 140, pressure: [124, 76], typed: true })).toHaveLength(1)
    expect(told(failed, { at: 230, taken: 170, pressure: null })).toEqual(['200 nibp-failed low raised'])
  })
  it('is late behind a failed reading too, which counts as judged', () => {
    expect(told({ at: 200, pressure: null }, { at: 230, taken: 170, pressure: [192, 96] })).toEqual([
      '200 nibp-failed low raised',
    ])
  })
  it('keeps two failures apart that it was taken between', () => {
    // Only what was judged tells what is in a row.
    expect(
      told(
        { at: 200, pressure: null },
        { at: 320, pressure: null },
        { at: 330, taken: 260, pressure: [124, 76] },
        { at: 400, pressure: null },
      ),
    ).toEqual(['200 nibp-failed low raised', '320 nibp-failed medium escalated'])
  })
  it('is no reading for a later limit change', () => {
    const lower = changeLimit(makeLimits(defaultLimits), 'systolic-high', 'medium', 150, replay)
    if (!lower.ok) throw new Error(lower.why.code)
    const timeline = tell(startTimeline({ baseline: false }), { at: 200, pressure: [124, 76] })
    tell(timeline, { at: 230, taken: 170, pressure: [158, 80] }).at(240, {
      kind: 'limits',
      limits: lower.limits,
    })
    expect(timeline.told()).toEqual([])
    tell(timeline, { at: 250, pressure: [158, 80] })
    expect(timeline.told()).toEqual(['250 systolic-high medium raised'])
  })
})

describe('The 15 min of a limit change', () => {
  it.each([
    [1099, ['1099 systolic-high medium raised']],
    [1101, []],
  ])('count from the time taken: changed at %s s', (at, expected) => {
    const lower = changeLimit(makeLimits(defaultLimits), 'systolic-high', 'medium', 150, replay)
    if (!lower.ok) throw new Error(lower.why.code)
    const timeline = tell(startTimeline({ baseline: false }), { at: 500, taken: 200, pressure: [158, 80] })
    expect(timeline.at(at, { kind: 'limits', limits: lower.limits }).told()).toEqual(expected)
  })
})

describe('In doubt a reading is judged', () => {
  const cleared = ['systolic-high high cleared', 'systolic-high high latched']
  it.each([
    // Whole minutes: late from 60 s on.
    [{ at: 245, taken: 185, typed: true }, true],
    [{ at: 259, taken: 141, typed: true }, true],
    [{ at: 260, taken: 140, typed: true }, false],
    // An age in seconds: late from one second on.
    [{ at: 245, taken: 200 }, true],
    [{ at: 245, taken: 199.5 }, true],
    [{ at: 245, taken: 199 }, false],
  ] as const)('%o', (when, judged) => {
    const words = told(high, { ...when, pressure: [124, 76] }).slice(1)
    expect(words).toEqual(judged ? cleared.map(word => `${when.at} ${word}`) : [])
  })
  it('a hand reading "1 min ago" after a failed cuff', () => {
    expect(
      told({ at: 330, pressure: null }, { at: 375, taken: 315, pressure: [124, 76], typed: true }),
    ).toEqual(['330 nibp-failed low raised', '375 nibp-failed low cleared'])
  })
  it('and the newest stays the newest', () => {
    expect(
      told(
        high,
        { at: 245, taken: 185, pressure: [190, 96], typed: true },
        // 50 s behind the typed one, but 65 behind the newest.
        { at: 250, taken: 135, pressure: [124, 76], typed: true },
      ),
    ).toEqual(['200 systolic-high high raised'])
  })
})

describe('A result that is told again', () => {
  it.each([
    ['by its own device, with its age', { device: 'cuff', taken: 200 }],
    ['on a second line', { device: 'other', taken: 207 }],
  ])('%s is judged once', (_how, again) => {
    const failed = { at: 200, pressure: null } as const
    expect(told(failed, { at: 230, pressure: null, ...again })).toEqual(['200 nibp-failed low raised'])
    expect(told({ at: 100, pressure: null }, { at: 230, pressure: null, ...again })).toHaveLength(2)
  })
  it('is known again after others', () => {
    expect(
      told(
        { at: 60, pressure: [130, 78] },
        { at: 200, pressure: [192, 96], typed: true },
        { at: 230, taken: 60, pressure: [130, 78] },
      ),
    ).toEqual(['200 systolic-high high raised'])
  })
  it('is another one when its figures differ, or when it was taken 10 s later', () => {
    const failed = { at: 200, pressure: null } as const
    expect(told(failed, { at: 210, pressure: null })).toContain('210 nibp-failed medium escalated')
    expect(told(high, { at: 205, pressure: [186, 96] }, { at: 206, pressure: [124, 76] })).toHaveLength(3)
  })
  it('is never what a person types: two people may read the same', () => {
    const timeline = startTimeline({ baseline: false })
    tell(timeline, { at: 200, pressure: [192, 96] })
    timeline.at(201, { kind: 'acknowledge', by: 'Ada' })
    tell(timeline, { at: 203, pressure: [124, 76] })
    expect(tell(timeline, { at: 206, pressure: [192, 96], typed: true }).told()).toContain(
      '206 systolic-high high raised',
    )
  })
})

describe('A result from before the session', () => {
  it('is judged by nothing, and makes nothing late', () => {
    expect(told({ at: 200, pressure: [192, 96], existing: true })).toEqual([])
    expect(
      told({ at: 200, pressure: [124, 76], existing: true }, { at: 230, taken: 170, pressure: [192, 96] }),
    ).toEqual(['230 systolic-high high raised'])
  })
})

describe('A typed value with minutes ago', () => {
  const typed = (s: number, value: number, minutes: number) =>
    [s, { kind: 'vital', vital: 'spo2', value, spot: true, takenMonoMs: (s - minutes * 60) * 1000 }] as const
  const highFrom = (from: number) => [`${from + 10} spo2-low high raised`]
  const low = () => startTimeline().stream('spo2', 100, 125, 84)

  it('clears no live alarm of a stream, be it late or in doubt', () => {
    expect(
      low()
        .at(...typed(125, 97, 5))
        .told(),
    ).toEqual(highFrom(100))
    expect(
      low()
        .at(...typed(125.5, 97, 1))
        .told(),
    ).toEqual(highFrom(100))
  })
  it('raises nothing when it is late', () => {
    const quiet = startTimeline().stream('spo2', 100, 200, 97)
    expect(quiet.at(...typed(200, 80, 2)).told()).toEqual([])
  })
  it('raises in doubt, at once; newer values end it', () => {
    const quiet = startTimeline().stream('spo2', 100, 200, 97)
    expect(
      quiet
        .at(...typed(200.5, 80, 1))
        .stream('spo2', 201, 220, 97)
        .told(),
    ).toEqual(['200.5 spo2-low high raised', '211 spo2-low high cleared', '211 spo2-low high latched'])
  })
  it('in doubt puts off no delay, but a clear', () => {
    const falling = startTimeline().stream('spo2', 100, 105, 84)
    expect(
      falling
        .at(...typed(105.5, 97, 1))
        .stream('spo2', 106, 112, 84)
        .told(),
    ).toEqual(highFrom(100))
    const rising = startTimeline().stream('spo2', 100, 112, 84).stream('spo2', 113, 118, 97)
    const told = rising
      .at(...typed(118.5, 80, 1))
      .stream('spo2', 119, 130, 97)
      .told()
    expect(told).toContain('129 spo2-low high cleared')
  })
  it('speaks when it is the newest, and ends what a lost stream has left', () => {
    const lost = low().wait(126, 400)
    expect(lost.at(...typed(400, 97, 2)).told()).toContain('400 spo2-low high cleared')
  })
  it('ends no loss of the signal that goes on after it', () => {
    const lost = startTimeline().stream('spo2', 100, 200, 97).stream('spo2', 201, 300, null)
    expect(
      lost
        .at(...typed(300, 97, 1))
        .stream('spo2', 301, 340, null)
        .told(),
    ).toEqual(['231 spo2-signal-lost medium raised'])
  })
  it('is late behind another typed value', () => {
    const spot = startTimeline().at(200, { kind: 'vital', vital: 'spo2', value: 84, spot: true })
    expect(spot.at(...typed(300, 97, 3)).told()).toEqual(['200 spo2-low high raised'])
    expect(spot.at(...typed(350, 97, 2)).told()).toContain('350 spo2-low high cleared')
  })
})
