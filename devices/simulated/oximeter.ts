import type { DeviceState, Quality } from '../../shared/reading.ts'
import type { Conditions } from './conditions.ts'
import type { PatientState } from './patient.ts'
import { plethAt } from './pleth.ts'
import type { Random } from './random.ts'

/** What an oximeter shows. */
export interface Shown {
  readonly spo2: number | null
  readonly pulseRate: number | null
  readonly perfusionIndex: number | null
  readonly quality: Quality
}

export interface Oximeter {
  /** Takes the patient as they are now; call it every `everyMs`. */
  measure(patient: PatientState, conditions: Conditions): Shown
  /** The change of the sensor's state since the last call, if any. */
  takeStateChange(): DeviceState | null
  /** The next values of the waveform, 0..1. */
  nextWave(count: number, ratePerS: number): number[]
}

const NORMAL_PERFUSION = 3.2
const deviceStates = { on: 'sensorOn', off: 'noSensor', searching: 'searching' } as const

/** An oximeter that averages over 4 to 8 s, as the bedside ones do; which, and its noise, come from `random`. */
export function createOximeter(random: Random, everyMs: number): Oximeter {
  const windowLength = Math.round(random.between(4000, 8000) / everyMs)
  const saturations: number[] = []
  const rates: number[] = []
  let sensor: Conditions['sensor'] = 'on'
  let toldSensor: Conditions['sensor'] = 'on'
  let moving = false
  let amplitude = 1
  let beatsPerS = 1
  let phase = random.next()
  let jolt = 0
  /** Slow drift of the perfusion, as a share of it. */
  let drift = 0

  function remember(list: number[], value: number): number {
    list.push(value)
    if (list.length > windowLength) list.shift()
    return list.reduce((sum, each) => sum + each, 0) / list.length
  }

  return {
    measure(patient, conditions) {
      sensor = conditions.sensor
      drift = 0.99 * drift + 0.015 * random.normal()
      moving = conditions.motion !== null
      beatsPerS = patient.pulseRate / 60
      const perfusion = conditions.perfusionIndex ?? NORMAL_PERFUSION
      amplitude = Math.min(1, 0.25 + (0.75 * perfusion) / NORMAL_PERFUSION)
      if (sensor !== 'on') {
        saturations.length = 0
        rates.length = 0
        return { spo2: null, pulseRate: null, perfusionIndex: null, quality: 'noSignal' }
      }
      const spo2 = remember(saturations, patient.spo2) - (conditions.motion?.spo2Drop ?? 0)
      const pulseRate = remember(rates, patient.pulseRate) + (conditions.motion?.pulseShift ?? 0)
      return {
        spo2: Math.min(100, Math.max(0, Math.round(spo2))),
        pulseRate: Math.max(0, Math.round(pulseRate)),
        perfusionIndex: Math.round(perfusion * (1 + drift) * 10) / 10,
        quality: moving || conditions.perfusionIndex !== null ? 'poor' : 'good',
      }
    },
    takeStateChange() {
      if (sensor === toldSensor) return null
      toldSensor = sensor
      return deviceStates[sensor]
    },
    nextWave(count, ratePerS) {
      return Array.from({ length: count }, () => {
        phase = (phase + beatsPerS / ratePerS) % 1
        if (sensor === 'off') return 0
        if (sensor === 'searching') return 0.5 + (0.04 * random.normal()) / 3
        jolt = moving ? 0.96 * jolt + 0.08 * random.normal() : 0.8 * jolt
        return Math.min(1, Math.max(0, amplitude * plethAt(phase) + jolt))
      })
    },
  }
}
