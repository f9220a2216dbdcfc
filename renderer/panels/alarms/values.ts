import { readCuff, type ValuesWithin } from '../../../shared/report/worst.ts'
import type { VitalId } from '../../../shared/vitals.ts'
import type { Series, SessionBuffers } from '../../live/buffers.ts'

/** The usable values of what this window has of a session. */
export function bufferedValues({ vitals, nibp }: SessionBuffers): ValuesWithin {
  const series: ReadonlyMap<VitalId, Series> = vitals
  return function* (parameter, fromMs, toMs) {
    const { monoMs, values, validity } = series.get(parameter) ?? empty
    for (let index = firstAt(monoMs, fromMs); index < monoMs.length; index++) {
      if ((monoMs[index] ?? toMs) > toMs) break
      const value = values[index] ?? null
      if (value !== null && validity[index] !== 'i') yield value
    }
    for (const reading of nibp) {
      const takenMs = reading.takenAt.monoMs
      if (takenMs < fromMs || takenMs > toMs || reading.validity === 'invalid') continue
      const value = readCuff(reading, parameter)
      if (value !== null) yield value
    }
  }
}

const empty: Series = { monoMs: [], values: [], validity: [] }

/** Index of the first time that is not before `atMs`; the length where there is none. */
function firstAt(times: readonly number[], atMs: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? atMs) < atMs) low = middle + 1
    else high = middle
  }
  return low
}
