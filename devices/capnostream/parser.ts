import type { DeviceState, Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Parser } from '../driver.ts'
import { parserOf, type Seen } from '../kit/parser.ts'
import { vitalSample, vitalSamples } from '../kit/samples.ts'
import { createStateChange } from '../kit/state-change.ts'
import { message } from './frame.ts'
import { createFrames } from './frames.ts'
import {
  extended,
  fast,
  NUMERICS_BYTES,
  type Numerics,
  oximeter,
  readNumerics,
  readWave,
  unit,
  WAVE_BYTES,
  whyNoCo2,
} from './messages.ts'

/** Samples of the CO2 wave a second. */
export const WAVE_PER_S = 20
const words = phrase.drivers.capnostream
/** While the monitor looks after itself, the last CO2 values stand for so long. */
const HELD_AT_MOST_S = 30
/** Now and then a message is shifted by a byte under a right checksum (OpenICE): its clock jumps. */
const CLOCK_JUMP_S = 60

const spo2Samples = vitalSamples('spo2', 100)
const pulseSamples = vitalSamples('pulseRate', 254)
const respSamples = vitalSamples('respRate', 254)

/** @param onMessage the code of each good message */
export function createParser(onMessage?: (code: number) => void): Parser {
  const seen: Seen = { goodFrames: 0, deviceTime: null }
  const tellSensor = createStateChange('sensorOn')
  const tellBattery = createStateChange('batteryOk')
  let unitOf: number = unit.mmHg
  let status = 0
  let lastClockS: number | null = null
  /** A clock that has jumped once; twice to the same time, it was set. */
  let jumpedToS: number | null = null
  /** When the CO2 values were last those of now, by the monitor's clock. */
  let co2AtS: number | null = null
  let co2Digits = ''
  const takeByte = createFrames((content, samples) => {
    const [code = -1] = content
    const isShort =
      (code === message.numerics && content.length < NUMERICS_BYTES) ||
      (code === message.wave && content.length < WAVE_BYTES)
    const numerics = code === message.numerics && !isShort ? readNumerics(content) : null
    if (isShort || (numerics !== null && isShifted(numerics))) {
      samples.push({ kind: 'badFrame', reason: 'range', bytes: content.length + 3 })
      return
    }
    seen.goodFrames += 1
    onMessage?.(code)
    if (numerics) takeNumerics(numerics, samples)
    else if (code === message.wave) takeWave(content, samples)
  })

  function isShifted({ clockS, unit: sent, spo2 }: Numerics): boolean {
    if (sent < unit.mmHg || sent > unit.percent || (spo2 ?? 0) > 100) return true
    const isNear = (known: number | null) => known !== null && Math.abs(clockS - known) <= CLOCK_JUMP_S
    if (lastClockS === null || isNear(lastClockS) || isNear(jumpedToS)) {
      lastClockS = clockS
      jumpedToS = null
      return false
    }
    jumpedToS = clockS
    return true
  }

  function takeWave(content: Uint8Array, samples: Sample[]): void {
    const wave = readWave(content, unitOf)
    status = wave.status
    if (wave.height !== null)
      samples.push({ kind: 'wave', wave: 'co2', ratePerS: WAVE_PER_S, values: [wave.height] })
  }

  function takeNumerics(now: Numerics, samples: Sample[]): void {
    seen.deviceTime = new Date(now.clockS * 1000).toISOString().slice(0, 19)
    unitOf = now.unit
    const noCo2 = whyNoCo2(status, now.extended)
    const sensor = sensorState(now.oximeter)
    tellSensor(sensor, samples, describe(now, noCo2))
    tellBattery((now.extended & extended.lowBattery) === 0 ? 'batteryOk' : 'lowBattery', samples)
    const isOn = sensor === 'sensorOn'
    samples.push(
      spo2Samples(isOn ? now.spo2 : null, 'good'),
      pulseSamples(isOn ? now.pulseRate : null, 'good'),
    )
    takeCo2(now, noCo2 === undefined, samples)
  }

  /** A rate of 0 is apnea, and a value. */
  function takeCo2(
    { etco2, respRate, clockS, extended: bits }: Numerics,
    isThere: boolean,
    samples: Sample[],
  ): void {
    const isMaintained = isThere && (status & fast.selfMaintenance) !== 0
    const digits = `${etco2} ${respRate}`
    const isTold = isThere && respRate !== null
    // Digits that stand still meanwhile are the last ones, not those of now.
    if (isTold && !(isMaintained && digits === co2Digits)) co2AtS = clockS
    if (isTold) co2Digits = digits
    const isOld = isMaintained && (co2AtS === null || clockS - co2AtS > HELD_AT_MOST_S)
    if (!isTold && isMaintained && !isOld) return
    const hasValue = isTold && !isOld
    const isDoubtful = (bits & (extended.checkCalibration | extended.checkFlow)) !== 0
    samples.push(
      vitalSample('etco2', isThere && !isOld ? etco2 : null, isDoubtful ? 'poor' : 'good'),
      respSamples(hasValue ? respRate : null, 'good'),
    )
  }

  return parserOf(seen, (bytes, samples, atMs) => {
    for (const byte of bytes) takeByte(byte, samples, atMs)
  })
}

/** Digits may stand there with any of these. */
function sensorState(bits: number): DeviceState {
  if ((bits & (oximeter.offPatient | oximeter.disconnected)) !== 0) return 'noSensor'
  return (bits & oximeter.noPulse) === 0 ? 'sensorOn' : 'searching'
}

function describe({ oximeter: bits, unit: sent }: Numerics, noCo2: string | undefined): string | undefined {
  const reasons = [
    (bits & oximeter.disconnected) === 0 ? undefined : words.sensorDisconnected,
    noCo2,
    sent === unit.percent ? words.setAPressure : undefined,
  ].filter(reason => reason !== undefined)
  return reasons.length === 0 ? undefined : reasons.join('; ')
}
