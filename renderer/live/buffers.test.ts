import { describe, expect, it } from 'vitest'
import type { VitalReading } from '../../shared/reading.ts'
import { appendReadings, createBuffers, fillBuffers } from './buffers.ts'
import { instant, samplePressure } from './testing/sample.ts'

function spo2(seq: number, value: number, takenMs = seq * 1000): VitalReading {
  return {
    kind: 'vital',
    sessionId: 'S1',
    seq,
    at: instant(seq * 1000),
    takenAt: instant(takenMs),
    source: { origin: 'device', id: 'oximeter', driver: 'nonin-df2' },
    validity: 'valid',
    flags: [],
    vital: 'spo2',
    value,
    quality: 'good',
  }
}

describe('The buffers of a session', () => {
  const history = {
    sessionId: 'S1',
    vitals: [{ vital: 'spo2', monoMs: [1000, 2000, 3000], values: [97, 96, 95], validity: 'vvv' }],
    nibp: [samplePressure(60_000, { seq: 10 }), samplePressure(20_000, { seq: 11 })],
    log: [],
  } as const

  it('hold what was typed late in its own place, once', () => {
    const buffers = fillBuffers(history, [spo2(4, 90, 1500), spo2(5, 94)])
    appendReadings(buffers, [spo2(4, 90, 1500), spo2(6, 93), spo2(7, 89, 3000)])
    const { monoMs, values, validity } = buffers.vitals.get('spo2') ?? {}
    expect(monoMs).toEqual([1000, 1500, 2000, 3000, 3000, 5000, 6000])
    expect(values).toEqual([97, 90, 96, 95, 89, 94, 93])
    expect(validity).toHaveLength(7)
  })
  it('pass over streamed values that came with the history', () => {
    const buffers = fillBuffers(history, [spo2(2, 96), spo2(4, 94)])
    expect(buffers.vitals.get('spo2')?.values).toEqual([97, 96, 95, 94])
  })
  it('hold cuff readings by the time taken', () => {
    const buffers = createBuffers('S1')
    appendReadings(buffers, history.nibp)
    appendReadings(buffers, [samplePressure(40_000, { seq: 12 }), samplePressure(40_000, { seq: 12 })])
    expect(buffers.nibp.map(({ seq }) => seq)).toEqual([10, 12, 11])
  })
})
