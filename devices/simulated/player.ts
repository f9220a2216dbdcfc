import type { Sample, VitalSample } from '../../shared/reading.ts'
import { isPressure, vitals as rows, type StreamVitalId, type VitalId } from '../../shared/vitals.ts'
import type { Driver } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { applyConditions, type Conditions, conditionsAt, cuffErrorOf } from './conditions.ts'
import { createCuff } from './cuff.ts'
import { createOximeter, type Shown } from './oximeter.ts'
import type { Patient, PatientState } from './patient.ts'
import { createRandom } from './random.ts'
import type { Scenario } from './scenarios.ts'

export interface PlayerOptions {
  /** Whose bytes to speak. */
  readonly driver: Driver
  /** May be shared by several players: an oximeter and a cuff on one person. */
  readonly patient: Patient
  readonly scenario: Scenario
  readonly seed: number
  /** The scenario's start, on the patient's time line. */
  readonly startedAtMs: number
  /** Milliseconds between automatic cuff measurements, the first 20 s after the start; null: only on command. */
  readonly cuffEveryMs?: number | null
  /** When the monitor is switched on, if that is later than the scenario begins: it says nothing of the time before. */
  readonly switchedOnAtMs?: number
  /** False: no finger sensor is plugged into this monitor, another one has it. True unless told. */
  readonly fingerSensor?: boolean
  /** What the monitor makes of its measurements before it tells them; for its faults. */
  readonly alter?: (samples: readonly Sample[], nowMs: number) => readonly Sample[]
}

/** A simulated monitor at the other end of the line. */
export interface Player {
  /** What came over the line since the last call, and when the next bytes are due. Time only goes forward. */
  step(nowMs: number): {
    readonly bytes: Uint8Array
    /** False while the cable is out. */
    readonly connected: boolean
    readonly nextAtMs: number
  }
  /** Bytes from the host; gives the monitor's answer. */
  hear(bytes: Uint8Array, nowMs: number): Uint8Array
}

/** How often the patient is looked at; waveforms run on in between. */
const MEASURE_EVERY_MS = 250
const FIRST_CUFF_AFTER_MS = 20_000
const CUFF_EVERY_MS = 300_000
const noBytes = new Uint8Array(0)

/**
 * Same options, same commands at the same times: same bytes, however the calls to `step` are cut.
 *
 * Where the driver's protocol is asked (`createMonitorSide`), samples are shown to that side and bytes leave when the
 * host asks; else its encoder's bytes stream by themselves.
 */
export function createPlayer(options: PlayerOptions): Player {
  const {
    driver,
    patient,
    scenario,
    seed,
    startedAtMs,
    cuffEveryMs = CUFF_EVERY_MS,
    fingerSensor = true,
    switchedOnAtMs = startedAtMs,
    alter = samples => samples,
  } = options
  const { everyMs, plethPerS } = driver.stream
  const wavePerFrame = Math.round((plethPerS * everyMs) / 1000)
  const streamed = driver.vitals
    .filter(isStreamed)
    .filter(vital => fingerSensor || !fromFinger.includes(vital))
  const side = driver.createMonitorSide?.()
  const encoder = side ? null : driver.createEncoder()
  function send(measured: readonly Sample[], nowMs: number): Uint8Array {
    const samples = alter(measured, nowMs)
    return side?.show(samples, nowMs) ?? encoder?.encode(samples) ?? noBytes
  }

  const oximeter = createOximeter(createRandom(seed), MEASURE_EVERY_MS)
  const hasOximeter = fingerSensor && driver.vitals.includes('spo2')
  const hasCuff = driver.vitals.includes('systolic')
  const cuff = createCuff({
    random: createRandom(seed ^ 0x5bd1e995),
    firstAtMs: startedAtMs + FIRST_CUFF_AFTER_MS,
    everyMs: cuffEveryMs,
    errorOf: cycle => cuffErrorOf(scenario.effects, cycle),
  })

  let frame = Math.max(0, Math.ceil((switchedOnAtMs - startedAtMs) / everyMs))
  let measurements = Math.max(0, Math.floor((switchedOnAtMs - startedAtMs) / MEASURE_EVERY_MS))
  let vitals: readonly VitalSample[] = []
  let { state, conditions } = look(startedAtMs)

  function look(nowMs: number): { state: PatientState; conditions: Conditions } {
    const bare = patient.at(nowMs)
    const sinceDoseS = bare.sinceDoseMs === null ? null : bare.sinceDoseMs / 1000
    const now = conditionsAt(scenario.effects, (nowMs - startedAtMs) / 1000, sinceDoseS)
    return { state: applyConditions(bare, now), conditions: now }
  }

  function frameAt(nowMs: number): Uint8Array {
    const samples: Sample[] = []
    while (startedAtMs + measurements * MEASURE_EVERY_MS <= nowMs) {
      ;({ state, conditions } = look(startedAtMs + measurements * MEASURE_EVERY_MS))
      const shown = oximeter.measure(state, conditions)
      vitals = streamed.map(vital => toSample(vital, shown, state))
      measurements += 1
    }
    const change = oximeter.takeStateChange()
    if (hasOximeter && change) samples.push({ kind: 'device', state: change })
    if (hasOximeter && wavePerFrame > 0) {
      const values = oximeter.nextWave(wavePerFrame, plethPerS)
      samples.push({ kind: 'wave', wave: 'pleth', ratePerS: plethPerS, values })
    }
    samples.push(...vitals)
    if (hasCuff) samples.push(...cuff.step(nowMs, state, conditions.cuffScatter))
    const bytes = send(samples, nowMs)
    return conditions.plugged ? bytes : noBytes
  }

  return {
    step(nowMs) {
      const frames: Uint8Array[] = []
      for (; startedAtMs + frame * everyMs <= nowMs; frame++)
        frames.push(frameAt(startedAtMs + frame * everyMs))
      return {
        bytes: concatBytes(frames),
        connected: look(nowMs).conditions.plugged,
        nextAtMs: startedAtMs + frame * everyMs,
      }
    },
    hear(bytes, nowMs) {
      if (!side || !look(nowMs).conditions.plugged) return noBytes
      const { reply, commands } = side.hear(bytes, nowMs)
      if (!hasCuff || commands.length === 0) return reply
      for (const command of commands) {
        if (command === 'startNibp') cuff.start(nowMs)
        else cuff.stop()
      }
      return concatBytes([reply, send(cuff.step(nowMs, state, conditions.cuffScatter), nowMs)])
    },
  }
}

const fromFinger: readonly VitalId[] = ['spo2', 'pulseRate', 'perfusionIndex']

function isStreamed(vital: VitalId): vital is StreamVitalId {
  return !isPressure(vital)
}

function toSample(vital: StreamVitalId, shown: Shown, state: PatientState): VitalSample {
  switch (vital) {
    case 'spo2':
    case 'pulseRate':
    case 'perfusionIndex':
      return { kind: 'vital', vital, value: shown[vital], quality: shown.quality }
    case 'heartRate':
      return { kind: 'vital', vital, value: Math.round(state.pulseRate), quality: 'good' }
    case 'respRate':
      return { kind: 'vital', vital, value: Math.round(state.respRate), quality: 'good' }
    case 'temperature':
      return { kind: 'vital', vital, value: state.temperature, quality: 'good' }
    default:
      // The patient model knows nothing of it.
      return { kind: 'vital', vital, value: rows[vital].atRest, quality: 'good' }
  }
}
