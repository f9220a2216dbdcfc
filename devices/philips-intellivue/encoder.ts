import type { NibpSample, Sample, VitalSample } from '../../shared/reading.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'
import type { Encoder } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { block, u16, u32 } from './association.ts'
import { writeFrame } from './frame.ts'
import { action, CLASS_MDS, CLASS_NUMERICS, command, dataPrefix, operation, TICKS_PER_S } from './messages.ts'
import { attribute, physio, state, unit, writeFloat } from './numerics.ts'

const START_MS = Date.UTC(2026, 0, 1)

/** What a result shows. */
export interface Shown {
  readonly vitals: readonly VitalSample[]
  /** The cuff's last word; undefined: no cuff has measured. */
  readonly cuff: NibpSample | 'busy' | undefined
}

const metricOf: Readonly<Partial<Record<StreamVitalId, { readonly id: number; readonly unit: number }>>> = {
  heartRate: { id: physio.heartRate, unit: unit.perMinute },
  spo2: { id: physio.spo2, unit: unit.percent },
  pulseRate: { id: physio.plethPulse, unit: unit.perMinute },
  respRate: { id: physio.respRate, unit: unit.breaths },
}

/** Results of single polls, one a second by the monitor's clock; the cuff's figures repeat until the next measurement. */
export function createEncoder(): Encoder {
  const screen = createScreen()
  let polls = 0
  return {
    encode: samples =>
      concatBytes(
        screen.show(samples).map(shown => {
          polls = (polls % 0xffff) + 1
          return writeResult(shown, polls, polls)
        }),
      ),
  }
}

/** What stands on the monitor's screen: cuts samples into sets, and keeps the cuff's figures. */
export function createScreen(): { show(samples: readonly Sample[]): Shown[] } {
  let cuff: Shown['cuff']
  let vitals: VitalSample[] = []
  let pending = false

  function end(sets: Shown[]): void {
    if (pending) sets.push({ vitals, cuff })
    vitals = []
    pending = false
  }

  function take(sample: Sample, sets: Shown[]): void {
    if (sample.kind === 'vital') {
      if (vitals.some(({ vital }) => vital === sample.vital)) end(sets)
      vitals.push(sample)
    } else if (sample.kind === 'nibp') cuff = sample
    else if (sample.kind === 'device' && sample.state === 'cuffInflating') {
      end(sets)
      cuff = 'busy'
    } else if (sample.kind === 'device' && sample.state === 'cuffIdle') {
      end(sets)
      return
    } else return
    pending = true
  }

  return {
    show(samples) {
      const sets: Shown[] = []
      for (const sample of samples) take(sample, sets)
      end(sets)
      return sets
    },
  }
}

/** @param second the monitor's clock, s since it was switched on */
export function writeResult({ vitals, cuff }: Shown, number: number, second: number): Uint8Array {
  const objects = vitals.flatMap(({ vital, value, quality }) => {
    const metric = metricOf[vital]
    if (!metric) return []
    const bits = (value === null ? state.invalid : 0) | (quality === 'poor' ? state.questionable : 0)
    return [[...u16(attribute.value), ...block(...writeMetric(metric.id, bits, metric.unit, value))]]
  })
  if (cuff) objects.push(...writeCuff(cuff))
  const observations = objects.flatMap((attributes, index) => [
    ...u16(index + 1),
    ...u16(1),
    ...block(...attributes),
  ])
  const contexts = [...u16(1), ...u16(objects.length), ...block(...observations)]
  return writeFrame(
    Uint8Array.of(
      ...dataPrefix,
      ...u16(operation.result),
      ...block(
        ...u16(number),
        ...u16(command.confirmedAction),
        ...block(
          ...u16(CLASS_MDS),
          ...[0, 0, 0, 0],
          ...u16(action.singlePoll),
          ...block(
            ...u16(number),
            ...u32(second * TICKS_PER_S),
            ...writeTime(second),
            ...[0, 1],
            ...u16(CLASS_NUMERICS),
            ...[0, 0],
            ...u16(objects.length === 0 ? 0 : 1),
            ...block(...(objects.length === 0 ? [] : contexts)),
          ),
        ),
      ),
    ),
  )
}

function writeMetric(id: number, bits: number, unitOf: number, value: number | null): number[] {
  return [...u16(id), ...u16(bits), ...u16(unitOf), ...writeFloat(value)]
}

/** The pressures, and in an object of its own the pulse that the cuff counted. */
function writeCuff(cuff: NibpSample | 'busy'): number[][] {
  const isBusy = cuff === 'busy'
  const pressure = (id: number, value: number | null) => {
    const none = state.invalid | state.unavailable | (isBusy ? state.ongoing : 0)
    return writeMetric(id, value === null ? none : 0, unit.mmHg, value)
  }
  const { systolic, diastolic, mean, pulseRate } = isBusy
    ? { systolic: null, diastolic: null, mean: null, pulseRate: null }
    : cuff
  const parts = [
    ...pressure(physio.systolic, systolic),
    ...pressure(physio.diastolic, diastolic),
    ...pressure(physio.mean, mean),
  ]
  const pressures = [...u16(attribute.compound), ...block(...u16(3), ...block(...parts))]
  if (pulseRate === null) return [pressures]
  const pulse = writeMetric(physio.nibpPulse, 0, unit.perMinute, pulseRate)
  return [pressures, [...u16(attribute.value), ...block(...pulse)]]
}

/** Century, year, month, day, hour, minute, second and fraction, in BCD. */
export function writeTime(second: number): number[] {
  const digits = new Date(START_MS + second * 1000).toISOString().replace(/\D/g, '').slice(0, 14)
  return [...(digits.match(/../g) ?? []), '00'].map(pair => Number.parseInt(pair, 16))
}
