import type { LimitAlarmId, Priority } from '../alarm/ids.ts'
import type { Authored } from '../alarm/types.ts'
import type { ClinicSet } from '../clinic-set/clinic-set.ts'
import type { Drug, LimitPhase, Preset, Route } from '../presets/preset.ts'
import type { Instant } from '../time.ts'
import type { Check, Confirmation, Override, OwnAnswer } from './checklist.ts'
import type { GateOverride } from './findings.ts'
import type { Mark } from './marks.ts'
import type { PreDoseAnswer } from './pre-dose.ts'
import type { RemsRecord } from './rems.ts'
import type { ScaleEntry, ScaleId } from './scales.ts'
import type { Amendment, Signature } from './signatures.ts'

/**
 * prep: opened, nothing measured yet. baseline: first valid reading to T0. dosing: T0 to the last device or the end of
 * the infusion. observation: until the discharge assessment may begin. discharge: until closed.
 */
export const phases = ['prep', 'baseline', 'dosing', 'observation', 'discharge', 'closed'] as const
export type Phase = (typeof phases)[number]

/** Two identifiers; the screen shows initials and year only. */
export interface Patient {
  readonly initials: string
  readonly birthYear: number
  /** The clinic's record number. */
  readonly recordId: string
  readonly weightKg?: number
}

/** Where a weight was said. */
export const weightSources = ['opening', 'dosing', 'changed'] as const

/** One word about the patient's weight; older ones stay. */
export interface Weight extends Authored {
  readonly kg: number
  /** As it was entered, where that was in pounds. */
  readonly enteredLb?: number
  readonly source: (typeof weightSources)[number]
  /** Looked at a second time: it is 10 % or more off the last known one. */
  readonly confirmed?: true
  readonly reason?: string
}

/** The last known weight of an earlier session of this patient. */
export interface EarlierWeight {
  readonly kg: number
  readonly wallMs: number
  readonly sessionId: string
}

/** A dose that the prescriber has said for this patient, instead of the preset's. */
export interface PlannedDose extends Authored {
  readonly mg: number
  readonly reason: string
}

/** What of a dose was put right, with what stood there before. */
export interface DoseCorrection extends Authored {
  readonly before: { readonly mg: number; readonly at: Instant; readonly lot?: string }
  readonly reason: string
}

/** A dose that was never given, or not to this patient: out of every reckoning, and kept in sight. */
export interface WithdrawnDose extends Dose {
  readonly withdrawn: Authored & { readonly reason: string }
}

/** `at` is when it was given. */
export interface Dose extends Authored {
  readonly id: string
  readonly drug: Drug
  readonly route: Route
  readonly mg: number
  /** mg per kg of body weight, where a weight was given. */
  readonly mgPerKg?: number
  readonly lot?: string
  /** 1, 2, 3 for nasal devices. */
  readonly device?: number
  /** Planned infusion time in minutes. */
  readonly infusionMin?: number
  /** What of it was given, where the infusion was ended early: its share of the planned time, pauses left out. */
  readonly givenMg?: number
  /** What was planned then, in mg, where it differs by 10 % or more. */
  readonly plannedMg?: number
  /** When it was recorded, where that was later than it was given. */
  readonly recordedAt?: Instant
  /** Oldest first. */
  readonly corrections?: readonly DoseCorrection[]
}

/** Since when a pump has run at another rate than the planned one. */
export interface PumpRate extends Authored {
  readonly mgPerH: number
}

/** Frozen at T0: relative limits count from it, unrounded (monitoring protocols, 7). */
export interface Baseline {
  /** mmHg, the mean of the last one or two candidates; not rounded. */
  readonly systolic: number
  readonly diastolic: number
  readonly mean: number | null
  /** /min and %, medians of the 5 min before T0. */
  readonly pulseRate: number | null
  readonly spo2: number | null
  /** T0 lies back: these medians are of the first value of each half minute, and may be some /min or a point off those of all values. */
  readonly halfMinutes?: true
  /** Sequence numbers of the cuff readings it was formed from; empty when a person set it. */
  readonly from: readonly number[]
  readonly frozenAt: Instant
  readonly setBy?: Authored & { readonly reason: string }
}

export interface LimitChangeRecord extends Authored {
  readonly alarm: LimitAlarmId
  readonly priority: Priority
  readonly before: number
  readonly after: number
  readonly reason?: string
  /** This patient's own level from which it was counted, in the vital sign's unit. */
  readonly ownLevel?: number
  /** The preset's own limit of this part of the session, set by itself; absent: a person moved it. */
  readonly phase?: LimitPhase
  /** What the preset has in that part, where the limit stayed as a person had moved it. */
  readonly instead?: number
}

/** Where the cuff and the oximeter's sensor are. */
export const cuffSites = ['left', 'right', 'leg'] as const
export const sensorSites = ['left', 'right', 'other'] as const
/** One too small reads high by 5 to 20 mmHg (plausibility rules, 8). */
export const cuffSizes = ['child', 'smallAdult', 'adult', 'largeAdult', 'thigh'] as const
export interface Sites extends Authored {
  readonly cuff: (typeof cuffSites)[number]
  /** `other`: an ear, the forehead, a toe. */
  readonly sensor: (typeof sensorSites)[number]
  readonly cuffSize?: (typeof cuffSizes)[number]
}

/** One person hands the patient over to another. */
export interface HandOver extends Authored {
  readonly to: string
  readonly text?: string
}

export type DueStatus = 'upcoming' | 'due' | 'done' | 'late' | 'missed' | 'excused'

/** A required or recommended measurement of this session. Times on the monotonic line. */
export interface DueItem {
  readonly id: string
  readonly label: string
  readonly class: 'required' | 'recommended'
  readonly targetMonoMs: number
  readonly fromMonoMs: number
  readonly toMonoMs: number
  readonly status: DueStatus
  /** Asked for after a blood pressure alarm, not by the preset. */
  readonly extra?: true
  /** What the patient is to be rated on; absent: a measurement is asked for. */
  readonly ratings?: readonly ScaleId[]
  /** SpO2 is to be checked, since no monitor streams it; absent, without `ratings`: blood pressure. */
  readonly spo2?: true
  /** What an extra reading or a check of SpO2 counts from, and how long after it; absent in what earlier versions asked for. */
  readonly asked?: AskedAfter
  /** The notice at target time has been given. */
  readonly noticed?: true
  /** The cuff reading that satisfied it. */
  readonly seq?: number
  /** Why it will not be taken any more. */
  readonly excused?: Authored & { readonly reason: string }
  readonly doneAt?: Instant
}

/** So many minutes, as they really pass, after a moment on the monotonic line. */
export interface AskedAfter {
  readonly fromMonoMs: number
  readonly afterMin: number
}

/** The series of extra readings that is open now. */
export interface ExtraSeries {
  readonly everyMin: 5 | 10
  /** Clear readings in a row so far; the second ends the series. */
  readonly clear: 0 | 1
}

/** A stretch without monitoring: Vigil was not running, or the computer slept. */
export interface GapRecord {
  readonly from: Instant
  readonly to: Instant
  readonly cause: 'restart' | 'sleep'
  /**
   * The computer was started anew: only its wall clock tells how long it was, and this is what that clock says, maybe
   * negative, ms. Absent: its length on the line is sure.
   */
  readonly byWallMs?: number
  /** How long it really was, as a person has said, in minutes. */
  readonly lengthMin?: number
  /** Gaps over 30 s must be confirmed: still the same patient and preset? (AR-13) */
  readonly confirmed?: Authored
  /** What was said of its length before it was put right, oldest first. */
  readonly corrections?: readonly GapCorrection[]
}

/** The length of a gap was said wrongly. */
export interface GapCorrection extends Authored {
  /** What stood there before, in minutes; absent: what the clock said. */
  readonly lengthMin?: number
  readonly reason: string
}

/** Is it still this patient? (AR-23) */
export interface PatientQuestion {
  readonly why: (typeof questionCauses)[number]
  /** The last signal of the patient before it: what was measured later is not known to be this patient's. */
  readonly from: Instant
  /** The last reading before it, where more may lie on that very moment of the line: later ones are not known to be. */
  readonly afterSeq?: number
  readonly asked: Instant
  readonly answer?: Authored & { readonly same: boolean }
}
/** No signal of the patient for half an hour; a gap longer than that; twelve hours since the opening. */
export const questionCauses = ['silence', 'gap', 'long'] as const

/** The session went on in another room. */
export interface Move extends Authored {
  readonly from: string
  readonly to: string
}

/** One treatment session. Plain data: it is stored, sent to windows and printed as it is. */
export interface Session {
  readonly id: string
  readonly room: string
  /** The treatment as it was when the session was opened: a later version of the preset changes no session. */
  readonly preset: Preset
  /** The clinic's own words then, whole; absent: Vigil's alone. */
  readonly clinicSet?: ClinicSet
  readonly patient: Patient
  readonly phase: Phase
  readonly opened: Authored
  /** Every phase with its start. */
  readonly phaseStarts: readonly { readonly phase: Phase; readonly at: Instant }[]
  /** T0: start of drug administration. */
  readonly t0?: Instant
  /** TL or TE: the last device, injection, or the end of the infusion. */
  readonly dosingEnd?: Instant
  readonly infusionPauses: readonly { readonly from: Instant; readonly to?: Instant }[]
  /** The pump's rates, oldest first; absent: the planned one throughout. */
  readonly pumpRates?: readonly PumpRate[]
  /** What was given, oldest first. */
  readonly doses: readonly Dose[]
  /** What was recorded and taken back. */
  readonly withdrawnDoses?: readonly WithdrawnDose[]
  /** What the prescriber wants instead of the preset's dose; the newest holds. */
  readonly plannedDoses?: readonly PlannedDose[]
  /** Every weight that was said, oldest first; absent: the one of the opening alone. `patient.weightKg` is the newest. */
  readonly weights?: readonly Weight[]
  readonly earlierWeight?: EarlierWeight
  readonly marks: readonly Mark[]
  readonly baseline?: Baseline
  /** Who has compared two identifiers of the patient. */
  readonly identity?: Authored
  /** The newest answer to each item of the checklist before dosing. */
  readonly preDose?: readonly PreDoseAnswer[]
  /** What the prescriber has let pass before dosing. */
  readonly gateOverrides?: readonly GateOverride[]
  readonly limitChanges: readonly LimitChangeRecord[]
  /** Unknown until somebody has said it. */
  readonly sites?: Sites
  /** Vigil starts the cuff by itself, counted from the start of the last measurement. */
  readonly cuffCycle?: Authored & { readonly everyMin: number }
  readonly scales?: readonly ScaleEntry[]
  /** What people have said for the discharge checklist. */
  readonly confirmations?: readonly Confirmation[]
  /** Answers to what the clinic asks besides, oldest first. */
  readonly ownAnswers?: readonly OwnAnswer[]
  /** Items of the discharge checklist that the prescriber has overridden. */
  readonly overrides?: readonly Override[]
  readonly handOvers?: readonly HandOver[]
  /** Answers to the REMS field sheet; esketamine only. */
  readonly rems?: RemsRecord
  readonly due: readonly DueItem[]
  /** Extra readings are asked for, after a blood pressure alarm. */
  readonly extra?: ExtraSeries
  readonly gaps: readonly GapRecord[]
  readonly patientQuestions?: readonly PatientQuestion[]
  readonly moves?: readonly Move[]
  readonly closed?: Authored & {
    readonly reason?: string
    /** The discharge checklist as it stood then; absent where no drug was given. */
    readonly checks?: readonly Check[]
  }
  readonly signatures?: readonly Signature[]
  /** What was put right after the close, oldest first. */
  readonly amendments?: readonly Amendment[]
  /** Some reading came from a simulated monitor. Once true, for ever true. */
  readonly simulated: boolean
  readonly replayed: boolean
  /** Some reading was typed by a person. */
  readonly manual: boolean
  /** How fast the room's clock runs; above 1 only for a simulated patient. */
  readonly speed: number
}
