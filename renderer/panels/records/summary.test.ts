import { describe, expect, it } from 'vitest'
import { lineFrom } from '../../../shared/session/line.ts'
import { createBuffers } from '../../live/buffers.ts'
import { NOW_MS, samplePressure } from '../../live/testing/sample.ts'
import {
  describeMoment,
  describePeak,
  describeSpread,
  listStatistics,
  measuredOf,
  pressuresOf,
} from './summary.ts'

const LINE = lineFrom({ gaps: [] }, NOW_MS - 600_000)
/** SpO2 97, 96, then nothing for a minute, then 95 that is invalid; one cuff result before. */
function buffers() {
  const made = createBuffers('S1')
  const monoMs = [NOW_MS, NOW_MS + 1000, NOW_MS + 60_000]
  made.vitals.set('spo2', { monoMs, values: [97, 96, 95], validity: ['v', 'q', 'i'] })
  made.nibp.push(samplePressure(120_000))
  return made
}

describe('A moment of a recorded session', () => {
  it('is told with the values that held then, and the age of the last BP', () => {
    expect(describeMoment(buffers(), LINE.at(NOW_MS + 1500), LINE)).toBe(
      '0:10:01: SpO2 96 %, Pulse no value, BP 138/85 MAP 103 (2 min before)',
    )
  })
  it.each([
    ['longer after a value than a line is drawn', NOW_MS + 11_001],
    ['before the first', NOW_MS - 1],
    ['of an invalid value', NOW_MS + 60_000],
  ])('has no value %s', (_, atMs) => {
    expect(describeMoment(buffers(), LINE.at(atMs), LINE)).toContain('SpO2 no value')
  })
  it.each([
    ['more', 60_000, 5],
    ['less', 0, 25],
  ])('goes by what really passed, where the line counts %s than that', (_, lineMs, lengthMin) => {
    // Vigil stood still right after the last SpO2, and a person has said for how long.
    const from = { monoMs: NOW_MS + 2000, wallMs: 0 }
    const to = { monoMs: from.monoMs + lineMs, wallMs: 0 }
    const gaps = [{ from, to, cause: 'restart', lengthMin } as const]
    const line = lineFrom({ gaps }, NOW_MS - 600_000)
    const afterMs = line.at(to.monoMs + 1000)
    expect(afterMs).toBe(603_000 + lengthMin * 60_000)
    expect(describeMoment(buffers(), afterMs, line)).toBe(
      `0:${10 + lengthMin}:03: SpO2 no value, Pulse no value, BP 138/85 MAP 103 (${2 + lengthMin} min before)`,
    )
  })
  it('has what is measured beside SpO2 and pulse, a slow one for some minutes', () => {
    const made = buffers()
    made.vitals.set('respRate', { monoMs: [NOW_MS], values: [0], validity: ['v'] })
    made.vitals.set('temperature', { monoMs: [NOW_MS], values: [36.75], validity: ['v'] })
    const at = (ms: number) => describeMoment(made, LINE.at(NOW_MS + ms), LINE)
    expect(at(1500)).toContain('Pulse no value, Respiration 0 /min, Temperature 36.8 °C, BP')
    expect(at(11_000)).toContain('Respiration no value, Temperature 36.8 °C')
    expect(at(301_000)).toContain('Temperature no value')
  })
  it('says so when no BP had been taken', () => {
    expect(describeMoment(buffers(), LINE.at(NOW_MS - 120_001), LINE)).toContain('no BP yet')
  })
})

describe('The statistics in sight', () => {
  it('leave out what is invalid, failed or older than the session', () => {
    const nibp = [
      samplePressure(50_000),
      samplePressure(40_000, { systolic: 300, validity: 'invalid' }),
      samplePressure(30_000, { systolic: null, diastolic: null, status: 'failed' }),
      samplePressure(20_000, { systolic: 90, existing: true }),
    ]
    expect(
      pressuresOf(nibp, 'systolic', LINE)
        .filter(({ usable }) => usable)
        .map(({ value }) => value),
    ).toEqual([138])
    const made = buffers()
    const streams = (['spo2', 'pulseRate'] as const).map(vital => ({
      vital,
      measured: measuredOf(made, vital, LINE),
    }))
    const rows = listStatistics({ streams, nibp }, LINE, LINE.at(NOW_MS - 60_000), LINE.at(NOW_MS + 120_000))
    expect(rows.map(({ vital, statistics }) => [vital, statistics?.count ?? 0])).toEqual([
      ['spo2', 2],
      ['pulseRate', 0],
      ['systolic', 1],
      ['diastolic', 1],
      ['mean', 1],
    ])
    expect(rows[0]?.statistics?.belowS).toBe(0)
  })
  it('are written with their spread, or dashes', () => {
    const one = { count: 1, min: 97, max: 97, mean: 97, median: 97, coveredS: 1, belowS: null }
    expect(describeSpread('spo2', null)).toBe('--')
    expect(describeSpread('spo2', one)).toBe('97')
    expect(describeSpread('spo2', { ...one, min: 90, max: 99 })).toBe('97 (90–99)')
    expect(describeSpread('temperature', { ...one, median: 37, min: 36.55, max: 37 })).toBe(
      '37.0 (36.5–37.0)',
    )
  })
  it('name a peak with its time', () => {
    const peak = { vital: 'spo2', side: 'low', value: 84, unit: '%', minutes: 12 } as const
    expect(describePeak([peak], 'spo2', 'low')).toBe('84 at 12 min')
    expect(describePeak([peak], 'pulseRate', 'high')).toBe('--')
  })
})
