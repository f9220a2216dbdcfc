import { decimate } from '../renderer/chart/decimate.ts'
import type { Series } from '../renderer/live/buffers.ts'
import { each, type Figure, measure, spend } from './figure.ts'

const HOURS = 3
const DRAWINGS = 200

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
  const drawAll = () => {
    for (let n = 0; n < DRAWINGS; n++) draw()
  }
  drawAll()
  const about = {
    name: `decimate ${HOURS} h of SpO2 and pulse at 1 Hz`,
    unit: 'ms',
    clock: 'cpu',
    aim: '< 2',
  } as const
  return [await measure(about, async () => each(await spend(drawAll), DRAWINGS))]
}
