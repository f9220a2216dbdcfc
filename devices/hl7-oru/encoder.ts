import { assertNever } from '../../shared/assert-never.ts'
import type { NibpSample, Sample, VitalSample } from '../../shared/reading.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'
import type { Encoder } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { writeMllpFrame } from './mllp.ts'
import { writeTime } from './time.ts'

const START_MS = Date.UTC(2026, 0, 1)
const SECOND_MS = 1000

/** As IHE PCD-01 has it: code, place of the observation, unit. */
interface Written {
  readonly code: string
  readonly place: string
  readonly unit: string
}
const PERCENT = '262688^MDC_DIM_PERCENT^MDC'
const PER_MINUTE = '264864^MDC_DIM_BEAT_PER_MIN^MDC'
const MMHG = '266016^MDC_DIM_MMHG^MDC'
type Writable = StreamVitalId | 'systolic' | 'diastolic' | 'mean' | 'cuffPulse'
/** What is not here has no code that a sender would use, and is not written. */
const written: Readonly<Partial<Record<Writable, Written>>> = {
  spo2: { code: '150456^MDC_PULS_OXIM_SAT_O2^MDC', place: '1.3.1.150456', unit: PERCENT },
  pulseRate: { code: '149530^MDC_PULS_OXIM_PULS_RATE^MDC', place: '1.3.1.149530', unit: PER_MINUTE },
  perfusionIndex: { code: '150488^MDC_BLD_PERF_INDEX^MDC', place: '1.3.1.150488', unit: PERCENT },
  heartRate: { code: '147842^MDC_ECG_HEART_RATE^MDC', place: '1.7.4.147842', unit: PER_MINUTE },
  respRate: {
    code: '151562^MDC_RESP_RATE^MDC',
    place: '1.14.1.151562',
    unit: '264928^MDC_DIM_RESP_PER_MIN^MDC',
  },
  etco2: { code: '151708^MDC_CONC_AWAY_CO2_ET^MDC', place: '1.14.1.151708', unit: MMHG },
  temperature: { code: '150344^MDC_TEMP^MDC', place: '1.2.1.150344', unit: '268192^MDC_DIM_DEGC^MDC' },
  systolic: { code: '150021^MDC_PRESS_BLD_NONINV_SYS^MDC', place: '1.1.9.150021', unit: MMHG },
  diastolic: { code: '150022^MDC_PRESS_BLD_NONINV_DIA^MDC', place: '1.1.9.150022', unit: MMHG },
  mean: { code: '150023^MDC_PRESS_BLD_NONINV_MEAN^MDC', place: '1.1.9.150023', unit: MMHG },
  cuffPulse: { code: '149546^MDC_PULS_RATE_NON_INV^MDC', place: '1.1.9.149546', unit: PER_MINUTE },
}

/** A monitor's gateway: one message for each set of values, with the last cuff result and its time in every one. */
export function createMessages(): {
  /** @param startMs when the first of them is sent; each further one follows a second later */
  write(samples: readonly Sample[], startMs: number): { readonly bytes: Uint8Array; readonly endMs: number }
} {
  let messages = 0
  let cuff: { readonly nibp: NibpSample; readonly takenMs: number } | null = null
  const vitals = new Map<StreamVitalId, VitalSample>()

  function message(nowMs: number): Uint8Array {
    messages += 1
    const now = writeTime(nowMs)
    const lines: string[] = []
    const add = (what: Writable, fields: readonly string[], time: string) => {
      const known = written[what]
      if (!known) return
      const { code, place, unit } = known
      const [value = '', flags = '', status = 'R'] = fields
      lines.push(
        `OBX|${lines.length + 1}|NM|${code}|${place}|${value}|${unit}||${flags}|||${status}|||${time}`,
      )
    }
    for (const { vital, value, quality } of vitals.values()) add(vital, fieldsOf(value, quality), now)
    if (cuff !== null) {
      const { nibp, takenMs } = cuff
      const time = writeTime(takenMs)
      for (const part of ['systolic', 'diastolic', 'mean'] as const) {
        const isTold = nibp.status === 'failed' || nibp[part] !== null
        if (isTold) add(part, nibp.status === 'failed' ? ['', 'INV', 'X'] : [String(nibp[part])], time)
      }
      if (nibp.pulseRate !== null) add('cuffPulse', [String(nibp.pulseRate)], time)
    }
    vitals.clear()
    return writeMllpFrame(
      [
        `MSH|^~\\&|VIGIL_SIMULATOR||||${now}||ORU^R01^ORU_R01|${messages}|P|2.6|||NE|AL||UNICODE UTF-8`,
        // What is simulated is of no patient: the group PATIENT may be left out.
        `OBR|1|||182777000^monitoring of patient^SCT|||${now}`,
        ...lines,
        '',
      ].join('\r'),
    )
  }

  return {
    write(samples, startMs) {
      const frames: Uint8Array[] = []
      let nowMs = startMs
      let hasCuff = false
      const flush = () => {
        if (vitals.size === 0 && !hasCuff) return
        frames.push(message(nowMs))
        nowMs += SECOND_MS
        hasCuff = false
      }
      for (const sample of samples)
        switch (sample.kind) {
          case 'vital':
            // What follows a cuff result is of the next moment.
            if (vitals.has(sample.vital) || hasCuff) flush()
            vitals.set(sample.vital, sample)
            break
          case 'nibp':
            if (hasCuff) flush()
            cuff = { nibp: sample, takenMs: nowMs - (sample.ageS ?? 0) * SECOND_MS }
            hasCuff = true
            break
          case 'device': // no word of this profile
          case 'wave':
          case 'badFrame':
            break
          default:
            assertNever(sample)
        }
      flush()
      return { bytes: concatBytes(frames), endMs: nowMs }
    },
  }
}

/** Value, what is wrong with it, and its status. */
function fieldsOf(value: number | null, quality: VitalSample['quality']): readonly string[] {
  if (value === null) return ['', 'NAV', 'X']
  return [String(value), quality === 'poor' ? 'QUES' : '']
}

/** Each message a second after the one before, by the monitor's own clock. */
export function createEncoder(): Encoder {
  const messages = createMessages()
  let nowMs = START_MS
  return {
    encode(samples) {
      const { bytes, endMs } = messages.write(samples, nowMs)
      nowMs = endMs
      return bytes
    },
  }
}
