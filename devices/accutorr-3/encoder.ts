import { assertNever } from '../../shared/assert-never.ts'
import type { DeviceState, NibpSample, Sample, VitalSample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Encoder } from '../driver.ts'
import { concatBytes, textBytes } from '../kit/bytes.ts'
import { toWire } from '../kit/frame-encoder.ts'
import { cuffFault, oximeter, writeDataLine } from './line.ts'

const MINUTE_S = 60
const NONE = -1

/** What the monitor shows now: it prints that, whenever it is asked. */
export interface Display {
  show(sample: Sample, nowMs: number): void
  line(nowMs: number): string
}

export function createDisplay(): Display {
  let spo2: VitalSample | null = null
  let pulse: VitalSample | null = null
  let sensor: DeviceState = 'sensorOn'
  let hasOximeter = false
  let cuff: { readonly nibp: NibpSample; readonly takenMs: number } | null = null
  let fault = 0

  function showState(state: DeviceState): void {
    switch (state) {
      case 'sensorOn':
      case 'noSensor':
      case 'searching':
        sensor = state
        return
      case 'cuffInflating':
        fault = 0
        return
      case 'cuffIdle':
      case 'batteryOk':
      case 'lowBattery':
        return
      default:
        assertNever(state)
    }
  }

  function oximeterStatus(): number {
    if (sensor === 'noSensor') return oximeter.sensorOff
    if (sensor === 'searching') return oximeter.search
    if (hasOximeter && spo2?.value == null) return oximeter.noPulse
    return spo2?.quality === 'poor' ? oximeter.weak : 0
  }

  const figure = (value: number | null | undefined, max: number) => {
    const wire = toWire(value ?? null, 1, max, NONE)
    return wire === NONE ? null : wire
  }

  return {
    show(sample, nowMs) {
      switch (sample.kind) {
        case 'device':
          showState(sample.state)
          return
        case 'vital':
          if (sample.vital === 'spo2') {
            spo2 = sample
            hasOximeter = true
          }
          if (sample.vital === 'pulseRate') pulse = sample
          return
        case 'nibp':
          if (sample.status === 'ok') cuff = { nibp: sample, takenMs: nowMs - (sample.ageS ?? 0) * 1000 }
          fault = faultOf(sample)
          return
        case 'wave':
        case 'badFrame':
          return
        default:
          assertNever(sample)
      }
    },
    line(nowMs) {
      const isOff = sensor !== 'sensorOn'
      return writeDataLine({
        spo2: isOff ? null : figure(spo2?.value, 100),
        pulse: isOff ? null : figure(pulse?.value, 999),
        systolic: figure(cuff?.nibp.systolic, 999),
        mean: figure(cuff?.nibp.mean, 999),
        diastolic: figure(cuff?.nibp.diastolic, 999),
        oximeter: oximeterStatus(),
        oximeterFaults: 0,
        cuffFaults: fault,
        ageMinutes: cuff === null ? null : Math.floor((nowMs - cuff.takenMs) / 1000 / MINUTE_S),
      })
    },
  }
}

function faultOf({ status, error }: NibpSample): number {
  if (status === 'ok') return 0
  const isMotion = error === phrase.drivers['accutorr-3'].failures.motionArtefact
  return isMotion ? cuffFault.motionArtefact : cuffFault.overpressure
}

/** A line for each set of values; the flag of a failed run is gone with the next one. */
export function createEncoder(): Encoder {
  const display = createDisplay()
  return {
    encode(samples) {
      const lines: Uint8Array[] = []
      let shown = new Set<string>()
      const flush = () => {
        if (shown.size > 0) lines.push(textBytes(display.line(0)))
        shown = new Set()
        display.show({ kind: 'device', state: 'cuffInflating' }, 0)
      }
      for (const sample of samples) {
        if (sample.kind !== 'vital' && sample.kind !== 'nibp' && sample.kind !== 'device') continue
        const what = sample.kind === 'vital' ? sample.vital : sample.kind
        if (sample.kind === 'device' || shown.has(what) || shown.has('nibp')) flush()
        display.show(sample, 0)
        if (sample.kind !== 'device') shown.add(what)
      }
      flush()
      return concatBytes(lines)
    },
  }
}
