import type { DeviceState, Sample } from '../../shared/reading.ts'
import type { Parser } from '../driver.ts'
import { parserOf } from '../kit/parser.ts'
import { plethSamples, vitalSample, vitalSamples } from '../kit/samples.ts'
import { createStateChange } from '../kit/state-change.ts'
import { createCuff } from './cuff.ts'
import { createFrames } from './frames.ts'
import {
  ECG_LEADS,
  ECG_PER_S,
  ecgStatus,
  isSaturated,
  NO_PULSE,
  NO_SPO2,
  PLETH_PER_S,
  spo2Status,
  type,
  WAVE_STEPS,
} from './packet.ts'

/** A rate counted in an ECG of which so much of a second was cut off is doubtful (project choice: a tenth). */
const SATURATED_FROM = ECG_PER_S / 10

const spo2Samples = vitalSamples('spo2', 100)
const pulseSamples = vitalSamples('pulseRate', 250)
const heartSamples = vitalSamples('heartRate', 250)
const respSamples = vitalSamples('respRate', 250)
const waveSamples = plethSamples(PLETH_PER_S, WAVE_STEPS)

/** Reads what the module sends once it has been enabled. Beat marks and versions are good and give nothing. */
export function createParser(): Parser {
  const cuff = createCuff()
  const seen = { goodFrames: 0 }
  const tellSensor = createStateChange('sensorOn')
  let nowMs: number | undefined
  /** Moments since the last ECG status at which a lead was at the end of its scale. */
  let saturated = 0
  const takeByte = createFrames((frame, samples) => {
    seen.goodFrames += 1
    take(frame, samples)
  })

  function take(frame: Uint8Array, samples: Sample[]): void {
    const [, , , kind, a = 0, b = 0, c = 0, d = 0, e = 0] = frame
    const dataBytes = frame.length - 5
    if (kind === type.spo2 && dataBytes >= 3) takeSpo2(a, b, c, samples)
    else if (kind === type.ecg && dataBytes >= 3) takeEcg(a, b, c, samples)
    else if (kind === type.ecgSamples && dataBytes >= ECG_LEADS) noteEcg(frame)
    else if (kind === type.nibp && dataBytes >= 5)
      cuff.take({ status: a, systolic: c, mean: d, diastolic: e }, nowMs, samples)
    else if (kind === type.temperature && dataBytes >= 3) takeTemperature(a, b, c, samples)
    else if (kind === type.pleth && dataBytes >= 1) samples.push(waveSamples(a))
  }

  function noteEcg(frame: Uint8Array): void {
    if (frame.subarray(4, 4 + ECG_LEADS).some(isSaturated)) saturated += 1
  }

  /** Without its leads the ECG says nothing of the heart; respiration comes through the same leads. */
  function takeEcg(status: number, heart: number, breath: number, samples: Sample[]): void {
    const isOn = (status & ecgStatus.leadOff) === 0
    const isWeak = (status & ecgStatus.weak) !== 0 || saturated >= SATURATED_FROM
    saturated = 0
    const quality = isWeak ? 'poor' : 'good'
    samples.push(
      heartSamples(isOn && heart >= 1 && heart <= 250 ? heart : null, quality),
      respSamples(isOn && breath >= 1 && breath <= 250 ? breath : null, quality),
    )
  }

  /** Held and half-valid figures stand there during a search: with any status but OK there is no value. */
  function takeSpo2(status: number, spo2: number, pulse: number, samples: Sample[]): void {
    const now = sensorState(status)
    tellSensor(now, samples)
    const isOn = now === 'sensorOn'
    const hasSpo2 = isOn && spo2 !== NO_SPO2 && spo2 >= 1 && spo2 <= 100
    const hasPulse = isOn && pulse !== NO_PULSE && pulse >= 1 && pulse <= 250
    samples.push(spo2Samples(hasSpo2 ? spo2 : null, 'good'), pulseSamples(hasPulse ? pulse : null, 'good'))
  }

  return parserOf(seen, (bytes, samples, atMs) => {
    nowMs = atMs
    for (const byte of bytes) takeByte(byte, samples)
  })
}

function sensorState(status: number): DeviceState {
  if (status === spo2Status.ok) return 'sensorOn'
  return status === spo2Status.unplugged || status === spo2Status.noFinger ? 'noSensor' : 'searching'
}

/** The first of two probes. */
function takeTemperature(status: number, whole: number, tenths: number, samples: Sample[]): void {
  const isOff = status === 1 || status === 3 || whole === 0
  const value = isOff ? null : Math.round(whole * 10 + tenths) / 10
  samples.push(vitalSample('temperature', value))
}
