import type { NibpReading, Reading } from '../../shared/reading.ts'
import type { History } from '../../shared/views.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'

/** Values of one vital sign, oldest first, outside React: a chart reads them when it draws. */
export interface Series {
  readonly monoMs: number[]
  readonly values: (number | null)[]
  /** v valid, q questionable, i invalid */
  readonly validity: string[]
}

/** What a session has measured so far, as the chart needs it. */
export interface SessionBuffers {
  readonly sessionId: string
  readonly vitals: Map<StreamVitalId, Series>
  readonly nibp: NibpReading[]
  /** Grows with every change: a chart redraws when it has moved. */
  version: number
}

const letters = { valid: 'v', questionable: 'q', invalid: 'i' } as const

export function createBuffers(sessionId: string): SessionBuffers {
  return { sessionId, vitals: new Map(), nibp: [], version: 0 }
}

/** The buffers of a history, with readings that came in while it was being fetched. */
export function fillBuffers(history: History, since: readonly Reading[]): SessionBuffers {
  const buffers = createBuffers(history.sessionId)
  for (const { vital, monoMs, values, validity } of history.vitals)
    buffers.vitals.set(vital, { monoMs: [...monoMs], values: [...values], validity: [...validity] })
  buffers.nibp.push(...history.nibp)
  appendReadings(buffers, since)
  return buffers
}

/** Adds readings in place, passing over those already there. */
export function appendReadings(buffers: SessionBuffers, readings: readonly Reading[]): void {
  for (const reading of readings) {
    if (reading.sessionId !== buffers.sessionId) continue
    if (reading.kind === 'nibp') {
      if (!buffers.nibp.some(known => known.seq === reading.seq)) buffers.nibp.push(reading)
      continue
    }
    const series = seriesOf(buffers, reading.vital)
    const last = series.monoMs.at(-1) ?? Number.NEGATIVE_INFINITY
    if (reading.takenAt.monoMs < last) continue
    series.monoMs.push(reading.takenAt.monoMs)
    series.values.push(reading.value)
    series.validity.push(letters[reading.validity])
  }
  buffers.version += 1
}

function seriesOf(buffers: SessionBuffers, vital: StreamVitalId): Series {
  const known = buffers.vitals.get(vital)
  if (known) return known
  const series: Series = { monoMs: [], values: [], validity: [] }
  buffers.vitals.set(vital, series)
  return series
}
