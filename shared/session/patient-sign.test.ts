import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { parseScript } from './script.ts'

/* A sign of the patient (AR-23) is of when it was taken, and only what is new is one. */

/** When "same patient?" was asked. */
function asked(...lines: readonly object[]): readonly number[] {
  const preset = findPreset('IM')
  if (!preset) throw new Error('The preset IM is gone.')
  const events: ReplayEvent[] = []
  const script = parseScript(lines.map(line => JSON.stringify(line)).join('\n'))
  replayScript(script, { preset, sessionId: 's', t0WallMs: 0, onEvent: e => events.push(e) })
  return events.flatMap(e =>
    e.event === 'session' && e.kind === 'samePatient' && e.state === 'asked' ? [e.t] : [],
  )
}

const by = 'nurse-1'
const cuff = (t: number, systolic: number, more: object = {}) => ({
  t,
  sample: { kind: 'nibp', systolic, diastolic: 78, pulseRate: 70, status: 'ok', ...more },
})
const dosed = [cuff(-600, 124), { t: 0, do: 'startDosing', by, mg: 35 }]
const end = { t: 7200, end: true }
/** Something every 5 min. */
const often = (tell: (t: number) => object) => Array.from({ length: 23 }, (_, i) => tell(300 * (i + 1)))

describe('“Same patient?” is put off', () => {
  it.each([
    ['with its age', (t: number) => cuff(t, 124, { ageS: t - 60 })],
    ['as what stands on the monitor', (t: number) => cuff(t, 124, { standing: true })],
  ])('by no result that is told again, %s', (_how, again) => {
    expect(asked(...dosed, cuff(60, 124), end)).toEqual([1860])
    expect(asked(...dosed, cuff(60, 124), ...often(again), end)).toEqual([1860])
  })

  it('by a new result no longer than from when it was taken', () => {
    expect(asked(...dosed, cuff(60, 124), cuff(1800, 130, { ageS: 1440 }), end)).toEqual([2160])
    expect(asked(...dosed, cuff(60, 124), cuff(1800, 130, { ageS: 1700 }), end)).toEqual([1900])
  })

  it('by none that was taken before the session', () => {
    expect(asked(...dosed, cuff(60, 124), cuff(1800, 131, { ageS: 2820 }), end)).toEqual([1860])
  })

  it('by what a person tells of earlier no longer than from then', () => {
    const typed = { t: 1800, do: 'recordManual', by, spo2: 97, minutesAgo: 20 }
    expect(asked(...dosed, typed, end)).toEqual([600 + 1800])
    const given = { t: 1500, do: 'recordBooster', by, mg: 10, minutesAgo: 15 }
    expect(asked(...dosed, given, end)).toEqual([600 + 1800])
  })
})
