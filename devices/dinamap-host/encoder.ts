import { assertNever } from '../../shared/assert-never.ts'
import type { DeviceState, NibpSample, Sample, VitalSample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Encoder } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { requests } from './frame.ts'
import { SOURCE_CUFF, SOURCE_OXIMETER } from './parser.ts'
import { MAX_AGE_S } from './replies.ts'
import {
  type CuffOutcome,
  type CuffStatus,
  writeNibp,
  writeOximeter,
  writeRate,
  writeTemperature,
} from './write-replies.ts'

/** The replies of a monitor to a host that asks at just the right moments. */
export function createEncoder(): Encoder {
  let hasSensor = true
  let isBusy = false
  let lastResult: CuffStatus = { kind: 'none' }
  /** As the age counter stands; null: no determination yet. */
  let ageS: number | null = null

  function encodeState(state: DeviceState): Uint8Array[] {
    switch (state) {
      case 'sensorOn':
      case 'noSensor':
        hasSensor = state === 'sensorOn'
        return []
      case 'cuffInflating':
        isBusy = true
        return [
          ...repeatLastResult(),
          writeNibp({ kind: 'busy' }, ageS),
          // No rate while it measures: else the next one could not be told from the last.
          writeRate(SOURCE_CUFF, null, requests.readCuffRate),
        ]
      case 'cuffIdle':
      case 'searching':
      case 'batteryOk':
      case 'lowBattery':
        return [] // the cuff is idle in every later reply; the others are not in this protocol
      default:
        return assertNever(state)
    }
  }

  /** The last result grown old: the age counter of the next one is then seen to start again, which makes it new. */
  function repeatLastResult(): Uint8Array[] {
    return lastResult.kind === 'over' ? [writeNibp(lastResult, MAX_AGE_S)] : []
  }

  function encodeNibp(sample: NibpSample): Uint8Array[] {
    const frames = isBusy ? [] : repeatLastResult()
    isBusy = false
    const cuff: CuffStatus = { kind: 'over', outcome: toOutcome(sample) }
    if (sample.status === 'ok') lastResult = cuff
    ageS = sample.ageS ?? (sample.status === 'ok' ? 0 : null)
    if (sample.pulseRate !== null)
      frames.push(writeRate(SOURCE_CUFF, sample.pulseRate, requests.readCuffRate))
    return [...frames, writeNibp(cuff, ageS)]
  }

  function encodeVital(sample: VitalSample): Uint8Array[] {
    const quality = sample.quality === 'poor' ? 'poor' : 'good'
    switch (sample.vital) {
      case 'spo2':
        return [writeOximeter(sample.value, quality, hasSensor)]
      case 'pulseRate':
        return [writeRate(SOURCE_OXIMETER, sample.value)]
      case 'temperature':
        return [writeTemperature(sample.value)]
      default:
        // The protocol has no word for it.
        return []
    }
  }

  function encodeSample(sample: Sample): Uint8Array[] {
    switch (sample.kind) {
      case 'device':
        return encodeState(sample.state)
      case 'nibp':
        return encodeNibp(sample)
      case 'vital':
        return encodeVital(sample)
      case 'wave':
      case 'badFrame':
        return []
      default:
        return assertNever(sample)
    }
  }

  return {
    encode(samples) {
      const frames = samples.flatMap((sample, index) => {
        const encoded = encodeSample(sample)
        // Cancelled: no result follows to say that the cuff is idle.
        const isCancelled =
          isBusy &&
          sample.kind === 'device' &&
          sample.state === 'cuffIdle' &&
          samples[index + 1]?.kind !== 'nibp'
        if (!isCancelled) return encoded
        isBusy = false
        return [...encoded, writeNibp({ kind: 'none' }, null)]
      })
      return concatBytes(frames)
    },
  }
}

export function toOutcome(sample: NibpSample): CuffOutcome {
  const {
    systolic,
    diastolic,
    mean,
    pulseRate,
    status,
    error = phrase.drivers['dinamap-host'].failures.unknown,
  } = sample
  return { systolic, diastolic, mean, pulseRate, ...(status === 'failed' ? { error } : {}) }
}
