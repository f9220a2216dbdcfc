import { restoreAlarms } from '../alarm/restore.ts'
import { noteCuff } from '../alarm/rules/newest.ts'
import { type AlarmState, startAlarms } from '../alarm/state.ts'
import type { ClinicSet } from '../clinic-set/clinic-set.ts'
import { changeLimit, type LimitMove, type Limits, makeLimits, moveLimits } from '../limits.ts'
import type { RecentValue } from '../plausibility.ts'
import { limitTableIn } from '../presets/phase-limits.ts'
import type { Preset } from '../presets/preset.ts'
import type { DeviceState, Flag, NibpReading, Quality, Source, Validity } from '../reading.ts'
import type { Instant } from '../time.ts'
import type { StreamVitalId } from '../vitals.ts'
import type { Check } from './checklist.ts'
import type { EarlierWeight, Patient, Session, Weight } from './types.ts'

/** The newest sample of a vital sign, and what judging the next one needs. */
export interface VitalTrack {
  readonly source: Source
  readonly value: number | null
  readonly quality: Quality
  readonly validity: Validity
  /** A single check rather than a stream. */
  readonly spot?: true
  /** What speaks against it; absent: nothing. */
  readonly flags?: readonly Flag[]
  readonly at: Instant
  readonly lastValidMonoMs: number | null
  /** When the newest stored reading was stored; repetitions are stored once a second. */
  readonly storedMonoMs: number
  /** Valid values of the last few seconds, for rate of change. */
  readonly recent: readonly RecentValue[]
  /** Since when the ECG has counted another rate (pulse only). */
  readonly ecgDiffersSinceMonoMs?: number
}

export interface AspectStates {
  readonly sensor: DeviceState
  readonly battery: DeviceState
  readonly cuff: DeviceState
  /** Once a device has told of its cuff: has it inflated since its last result? */
  readonly cuffCycled?: boolean
  /** When its SpO2, its pulse or its waveform last moved. */
  readonly movedMonoMs?: number
  /** When its sensor last came on; absent: it was on from the beginning. */
  readonly sensorOnMonoMs?: number
  /** The newest value of its waveform then, 0..1. */
  readonly lastWave?: number
}

/** What holds of a device that has not said otherwise. */
export const atStart: AspectStates = { sensor: 'sensorOn', battery: 'batteryOk', cuff: 'cuffIdle' }

/** A valid cuff reading, as far as the list of measurements wants to know of it. */
export type CuffTaken = Pick<NibpReading, 'seq' | 'takenAt'>

/** A cuff reading that a baseline may be formed from; earlier versions stored the whole reading. */
export type CuffCandidate = Pick<
  NibpReading,
  'seq' | 'takenAt' | 'validity' | 'systolic' | 'diastolic' | 'mean'
> & {
  /** Questionable, and no word of a person: it passes no gate. */
  readonly isDoubtful?: true
}

/** A value that a baseline may be formed from. */
export interface RememberedValue extends RecentValue {
  /** A single check rather than a stream. */
  readonly spot?: true
}

/** An act that counts once when it is pressed twice (`presses.ts`). */
export interface Press {
  readonly press: string
  readonly monoMs: number
  /** The doses that it gave, else those that there were: with one of them withdrawn the press holds no more. */
  readonly doses?: readonly string[]
}

/** The lowest usable SpO2 of half a minute, which begins at `atMs`. */
export interface LowestSpo2 {
  readonly atMs: number
  readonly min: number
  /** Until when its last value stood; absent in what earlier versions stored. */
  readonly toMs?: number
  /** How much of it had sure values of a stream, ms; absent: nothing. */
  readonly watchedMs?: number
  /** It was checked, not watched. */
  readonly spot?: true
  /** Every check of it is questionable. */
  readonly doubtful?: true
}

/** No signal of the patient between two moments. */
export interface Silence {
  readonly from: Instant
  readonly to: Instant
}

/** One room with an open session: plain data, stored whole with every event. */
export interface RoomState {
  readonly schema: 1
  readonly session: Session
  readonly alarm: AlarmState
  readonly lastSeq: number
  readonly vitals: Readonly<Partial<Record<StreamVitalId, VitalTrack>>>
  /** For the baseline, wherever T0 comes to lie: one value a second of the last 5 min, and one each half minute around the doses. */
  readonly beforeDose: Readonly<Partial<Record<StreamVitalId, readonly RememberedValue[]>>>
  readonly cuff: {
    /** The last one that was judged (AR-16), or, until there is one, what stood on the monitor before the session. */
    readonly last: NibpReading | null
    readonly failed: NibpReading | null
    /** The judged one before `last`. */
    readonly before?: NibpReading | null
    /** Cuff readings that may form the baseline, wherever T0 comes to lie, by the time taken, newest last. */
    readonly candidates: readonly CuffCandidate[]
  }
  /** Valid cuff readings of this session, oldest first: what answers a measurement whose window moves with T0. */
  readonly cuffsTaken?: readonly CuffTaken[]
  /** The acts of dosing of the last seconds, so that the same press twice is one. */
  readonly dosePresses?: readonly Press[]
  readonly states: Readonly<Record<string, AspectStates>>
  /** The rate that a cuff counted while the oximeter told twice or half of it; absent or null: none speaks against the pulse. */
  readonly pulseByCuff?: number | null
  /** Since when each monitor has belonged to the session, on the monotonic line; absent in what earlier versions stored. */
  readonly joined?: Readonly<Record<string, number>>
  /** When there was last a signal of the patient (AR-23); absent in what earlier versions stored. */
  readonly lastSign?: Instant
  /** Silences of the patient over a gap whose length only a clock or a person tells, each up to the first signal after it: what a person says may make them long. */
  readonly silences?: readonly Silence[]
  /** Lowest usable SpO2 of each half minute of the last five minutes, and the newest before them. */
  readonly spo2Lately?: readonly LowestSpo2[]
  /** The discharge checklist at the last signal of the patient before it was asked whether it still is that patient (AR-23). */
  readonly checksBefore?: { readonly at: Instant; readonly checks: readonly Check[] }
}

export interface Opening {
  readonly sessionId: string
  readonly room: string
  readonly preset: Preset
  /** What the clinic says in its own words; absent: as Vigil ships. */
  readonly clinicSet?: ClinicSet | undefined
  readonly patient: Patient
  readonly by: string
  /** How the weight was said, where there is more to tell than the figure. */
  readonly weight?: Pick<Weight, 'enteredLb' | 'confirmed'>
  readonly earlierWeight?: EarlierWeight
  readonly simulated: boolean
  /** Captures are played again instead of a monitor. */
  readonly replayed?: boolean
  readonly speed: number
}

/** A room whose session has just been opened. */
export function openRoom(opening: Opening, now: Instant): RoomState {
  const { sessionId, room, preset, patient, by, simulated, replayed = false, speed } = opening
  const { weight, earlierWeight, clinicSet } = opening
  const { weightKg } = patient
  return {
    schema: 1,
    session: {
      id: sessionId,
      room,
      preset,
      ...(clinicSet ? { clinicSet } : {}),
      patient,
      phase: 'prep',
      opened: { by, at: now },
      phaseStarts: [{ phase: 'prep', at: now }],
      infusionPauses: [],
      doses: [],
      ...(weight && weightKg !== undefined
        ? { weights: [{ kg: weightKg, source: 'opening', ...weight, by, at: now }] }
        : {}),
      ...(earlierWeight ? { earlierWeight } : {}),
      marks: [],
      limitChanges: [],
      due: [],
      gaps: [],
      simulated,
      replayed,
      manual: false,
      speed,
    },
    alarm: startAlarms(makeLimits(limitTableIn(preset, 'beforeT0')), preset.trendAlarms),
    lastSeq: 0,
    vitals: {},
    beforeDose: {},
    cuff: { last: null, failed: null, candidates: [] },
    states: {},
  }
}

/** The room of a session that was held and closed elsewhere: nothing is watched in it any more. */
export function closedRoom(session: Session, lastSeq: number): RoomState {
  return {
    schema: 1,
    session,
    alarm: { ...startAlarms(limitsOf(session)), closed: true },
    lastSeq,
    vitals: {},
    beforeDose: {},
    cuff: { last: null, failed: null, candidates: [] },
    states: {},
  }
}

/** A stored room, as this version knows rooms. Limits are made, never read: the preset's with the recorded changes. */
export function restoreRoom(stored: RoomState): RoomState {
  const { session, cuff } = stored
  const alarm = restoreAlarms(stored.alarm, limitsOf(session))
  if (stored.alarm.cuffResults) return { ...stored, alarm }
  // Stored before AR-16: what the room knows of its cuffs is what the alarm system has heard.
  const heard = [cuff.before, cuff.last, cuff.failed].flatMap(reading => reading ?? [])
  const inOrder = heard.toSorted((a, b) => a.at.monoMs - b.at.monoMs)
  const known = inOrder.reduce((state, reading) => noteCuff(state, { kind: 'nibp', reading }), alarm)
  return { ...stored, alarm: known }
}

const recorded = { kind: 'replay', name: 'the record' } as const

/** The limits of a session: its preset's, with every recorded change in order, those of one change of phase at once. */
export function limitsOf({ preset, limitChanges }: Pick<Session, 'preset' | 'limitChanges'>): Limits {
  let limits = makeLimits(limitTableIn(preset, 'beforeT0'))
  let byPhase: LimitMove[] = []
  for (const [index, { alarm, priority, after, phase, at }] of limitChanges.entries()) {
    if (phase === undefined) {
      const changed = changeLimit(limits, alarm, priority, after, recorded)
      if (changed.ok) limits = changed.limits
      continue
    }
    byPhase.push({ alarm, priority, limit: after })
    const next = limitChanges[index + 1]
    if (next?.phase === phase && next.at.monoMs === at.monoMs) continue
    const moved = moveLimits(limits, byPhase)
    if ('limits' in moved) limits = moved.limits
    byPhase = []
  }
  return limits
}
