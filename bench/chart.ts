import { performance } from 'node:perf_hooks'
import { decimate } from '../renderer/chart/decimate.ts'
import type { Series } from '../renderer/live/buffers.ts'
import type { Figure } from './figure.ts'

const HOURS = 3

/** What one drawing of the chart costs before Recharts sees it: three hours of two vital signs at one value a second. */
export async function benchChart(): Promise<Figure[]> {
  const seconds = HOURS * 3600
  const series = (base: number): Series => ({
    monoMs: Array.from({ length: seconds }, (_, s) => s * 1000),
    values: Array.from({ length: seconds }, (_, s) => base + Math.round(3 * Math.sin(s / 40))),
    validity: Array.from({ length: seconds }, () => 'v'),
  })
  const [spo2, pulse] = [series(96), series(74)]
  const draw = () => {
    decimate(spo2, 0, seconds * 1000, 900)
    decimate(pulse, 0, seconds * 1000, 900)
  }
  for (let n = 0; n < 50; n++) draw()
  const started = performance.now()
  for (let n = 0; n < 200; n++) draw()
  const value = (performance.now() - started) / 200
  return [{ name: `decimate ${HOURS} h of SpO2 and pulse at 1 Hz`, value, unit: 'ms', aim: '< 2' }]
}
