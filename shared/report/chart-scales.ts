import { MINUTE_MS } from '../time.ts'
import { panelOf } from '../vitals.ts'
import type { Box, Tick } from './chart-geometry.ts'
import { LABEL_SIZE } from './chart-limits.ts'
import type { Report } from './model.ts'

/* From values and times to places on the chart, and what of them is labelled. */

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

export function scale({ y, height }: Box, low: number, high: number): (value: number) => number {
  return value => y + height - ((clamp(value, low, high) - low) / (high - low)) * height
}

/** Down to 70 %, and further in tens where a value lies lower. */
export function lowestSpo2({ peaks }: Report): number {
  // What a settling sensor told is drawn too.
  const spo2 = peaks.filter(({ vital }) => vital === 'spo2')
  const lowest = Math.min(100, ...spo2.map(({ value }) => value))
  return Math.min(70, Math.floor(lowest / 10) * 10)
}

/** 40 to 200 for pressure and pulse, and further in forties where a value lies outside. */
export function pressureRange({ cuff, readings }: Report): readonly [number, number] {
  let low = 40
  let high = 200
  const take = (value: number | null) => {
    if (value === null) return
    while (value < low && low > 0) low -= 40
    while (value > high) high += 40
  }
  for (const { systolic, diastolic, validity } of cuff) {
    if (validity === 'invalid') continue
    take(systolic)
    take(diastolic)
  }
  for (const reading of readings)
    if (reading.kind === 'vital' && panelOf(reading.vital) === 'pressure' && reading.validity !== 'invalid')
      take(reading.value)
  return [low, high]
}

/** Both ends, and between them as many of the steps as have a line of text each. */
export function makeTicks(low: number, high: number, step: number, y: (value: number) => number): Tick[] {
  const steps = Math.round((high - low) / step)
  const lines = (y(low) - y(high)) / (LABEL_SIZE + 0.5)
  const count =
    Array.from({ length: steps }, (_, n) => steps - n).find(n => steps % n === 0 && n <= lines) ?? 1
  const values = Array.from({ length: count + 1 }, (_, n) => low + ((high - low) / count) * n)
  return values.map(value => ({ y: y(value), label: String(value) }))
}

/** Whole minutes from zero to be labelled. */
export function makeMinutes(fromMs: number, toMs: number): number[] {
  const spanMin = (toMs - fromMs) / MINUTE_MS
  const stepMin = [1, 2, 5, 10, 15, 30, 60].find(step => spanMin / step <= 14) ?? 120
  const first = Math.ceil(fromMs / MINUTE_MS / stepMin)
  const last = Math.floor(toMs / MINUTE_MS / stepMin)
  return Array.from({ length: last - first + 1 }, (_, n) => (first + n) * stepMin)
}
