import type { NibpReading, Reading } from '../../shared/reading.ts'
import { byTimeTaken, placeInTime } from '../../shared/time.ts'
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
  /** By the time taken, oldest first. */
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
      if (buffers.nibp.some(known => known.seq === reading.seq)) continue
      buffers.nibp.push(reading)
      buffers.nibp.sort(byTimeTaken)
      continue
    }
    const series = seriesOf(buffers, reading.vital)
    const takenMs = reading.takenAt.monoMs
    const place = placeInTime(series.monoMs, takenMs)
    // A streamed value that is not the newest came with the history; one typed later belongs in its place, once.
    const isBackdated = takenMs < reading.at.monoMs
    if (place < series.monoMs.length && !isBackdated) continue
    if (isBackdated && series.monoMs[place - 1] === takenMs && series.values[place - 1] === reading.value)
      continue
    series.monoMs.splice(place, 0, takenMs)
    series.values.splice(place, 0, reading.value)
    series.validity.splice(place, 0, letters[reading.validity])
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
