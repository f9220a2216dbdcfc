import type { NibpSample, Sample } from '../../shared/reading.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'
import type { Parser } from '../driver.ts'
import { bytesText, concatBytes } from '../kit/bytes.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { parserOf } from '../kit/parser.ts'
import { vitalSample } from '../kit/samples.ts'
import {
  END,
  LONGEST_TEXT,
  NOT_CONNECTED,
  PLETH_AT,
  PLETH_PER_S,
  SHORTEST_TEXT,
  START,
  TEXT_AT,
  WAVE_STEPS,
} from './frame.ts'
import { type Line, readLines, readPulse } from './text.ts'

/** A link that was out for longer is a new one: what has changed meanwhile is of nobody knows when. */
const GAP_MS = 10_000

type Pressures = readonly (number | null)[]

/** Reads a frame a second: five waves and lines of text. There is no checksum; the text must be text. */
export function createParser(): Parser {
  const dropped = createDroppedBytes()
  let kept: Uint8Array = new Uint8Array(0)
  const seen = { goodFrames: 0 }
  /** What the last frame said of the cuff; null before the first frame. */
  let lastCuff: Pressures | null = null
  let lastFrameMs: number | undefined
  let nowMs: number | undefined

  /** Is the frame the first after a gap in which the cuff may have measured unheard? */
  function isAfterGap(): boolean {
    const isGap = nowMs !== undefined && lastFrameMs !== undefined && nowMs - lastFrameMs > GAP_MS
    lastFrameMs = nowMs
    return isGap
  }

  /** Takes what is whole from `bytes`, and gives where the rest begins. */
  function read(bytes: Uint8Array, samples: Sample[]): number {
    let at = 0
    while (at < bytes.length) {
      const start = startsAt(bytes, at)
      if (start === 'maybe') return at
      if (!start) {
        dropped.add(1, samples)
        at += 1
        continue
      }
      const end = endOf(bytes, at)
      if (end === 'maybe') return at
      if (end !== null && takeFrame(bytes.subarray(at, end + 1), samples)) at = end + 1
      else {
        dropped.add(1, samples)
        at += 1
      }
    }
    return at
  }

  function takeFrame(frame: Uint8Array, samples: Sample[]): boolean {
    const text = bytesText(frame.subarray(TEXT_AT, -1))
    if (text.length < SHORTEST_TEXT || !/^[ -~\r]*$/.test(text) || !/(^|\r)HR=/.test(text)) return false
    dropped.end(samples)
    seen.goodFrames += 1
    const lines = readLines(text)
    const pleth = readPleth(frame)
    if (pleth) samples.push({ kind: 'wave', wave: 'pleth', ratePerS: PLETH_PER_S, values: pleth })
    takeVitals(lines, samples)
    takeCuff(lines.get('NIBP'), isAfterGap(), samples)
    return true
  }

  /** Repeated every second without a time: only a change is a new measurement, and the first, or the first after a gap, is of nobody knows when. */
  function takeCuff(line: Line | undefined, unheard: boolean, samples: Sample[]): void {
    if (line?.values.length !== 4 || line.isFaulty) return
    const [systolic = null, diastolic = null, mean = null, pulseRate = null] = line.values
    const isStanding = lastCuff === null || unheard
    const isSame = lastCuff?.every((value, index) => value === line.values[index]) ?? false
    lastCuff = line.values
    if (isSame || systolic === null || diastolic === null) return
    if (line.values.some(value => value !== null && (value < 0 || value > 300))) return
    const sample: NibpSample = { kind: 'nibp', systolic, diastolic, mean, pulseRate, status: 'ok' }
    samples.push(isStanding ? { ...sample, standing: true } : sample)
  }

  return parserOf(seen, (bytes, samples, atMs) => {
    nowMs = atMs
    const all = kept.length === 0 ? bytes : concatBytes([kept, bytes])
    kept = all.slice(read(all, samples))
  })
}

function startsAt(bytes: Uint8Array, at: number): boolean | 'maybe' {
  for (let n = 0; n < START.length; n += 1) {
    if (at + n >= bytes.length) return 'maybe'
    if (bytes[at + n] !== START[n]) return false
  }
  return true
}

/** Where the frame that starts here ends; null where no end comes in time; `maybe`: not yet to be said. */
function endOf(bytes: Uint8Array, at: number): number | null | 'maybe' {
  const end = bytes.indexOf(END, at + TEXT_AT)
  if (end >= 0 && end - at - TEXT_AT <= LONGEST_TEXT) return end
  return bytes.length > at + TEXT_AT + LONGEST_TEXT ? null : 'maybe'
}

function readPleth(frame: Uint8Array): number[] | null {
  const steps = frame.subarray(PLETH_AT, PLETH_AT + PLETH_PER_S)
  if (steps.every(step => step === NOT_CONNECTED)) return null
  return Array.from(steps, step => Math.min(step, WAVE_STEPS) / WAVE_STEPS)
}

function takeVitals(lines: ReadonlyMap<string, Line>, samples: Sample[]): void {
  const tell = (
    vital: StreamVitalId,
    line: Line,
    given: number | null | undefined,
    min: number,
    max: number,
  ) => {
    const value = given == null || line.isFaulty || given < min || given > max ? null : given
    samples.push(vitalSample(vital, value))
  }
  const spo2 = lines.get('SPO2')
  if (spo2) {
    tell('spo2', spo2, spo2.values[0], 1, 100)
    tell('pulseRate', spo2, readPulse(spo2.label), 1, 350)
  }
  const heart = lines.get('HR')
  if (heart) tell('heartRate', heart, heart.values[0], 1, 350)
  const breath = lines.get('RR')
  if (breath) tell('respRate', breath, breath.values[0], 0, 200)
  // Modules that are not fitted have their lines too, for ever empty: they are told only while they have a value.
  const etco2 = lines.get('ETCO2')
  if (etco2?.values[0] != null) tell('etco2', etco2, etco2.values[0], 0, 150)
  const temperature = lines.get('T1')
  if (temperature?.values[0] != null) tell('temperature', temperature, temperature.values[0], 15, 50)
}
