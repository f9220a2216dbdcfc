import type { Limits } from '../limits.ts'
import type { Instant } from '../time.ts'
import type { VitalId } from '../vitals.ts'
import type { AlarmId, Priority, TrendAlarmId } from './ids.ts'
import type { Presence } from './presence.ts'
import type { Run } from './runs.ts'
import type { Stretch } from './stretches.ts'
import type { Authored, EscalationStage, SwitchedOff } from './types.ts'

/** How far one level of one limit alarm has come. Times on the monotonic line. */
export interface LevelTrack {
  /** The level's condition holds. */
  readonly held: boolean
  /** Samples past the limit (AR-1); null: the last one that counts was not. */
  readonly beyond: Run | null
  /** Valid samples at or past the clear level while it holds (AR-3). */
  readonly clear: Run | null
  /** Samples at or past the clear level while it holds, doubtful ones too (AR-17). */
  readonly calm: Run | null
  /** Samples far past the limit (AR-19); absent: none. */
  readonly far?: Run
  /** Its delay ran out under a cuff, and no value was there when the cuff let go: the next one beyond raises (AR-21). */
  readonly owed?: true
  /** How much of the recent past was beyond the limit, and how much had another value (AR-18); absent: nothing yet. */
  readonly recent?: Recent
}

/** AR-18's memory of one level. */
export interface Recent {
  /** Time before this does not count. */
  readonly sinceMs: number
  readonly stretches: readonly Stretch[]
}

export const noTrack: LevelTrack = { held: false, beyond: null, clear: null, calm: null }

/** Sure values of one stretch of 10 s: enough for their mean. */
export interface Bin {
  /** Its place on the monotonic line: it begins at `index` times 10 s. */
  readonly index: number
  readonly sum: number
  readonly count: number
}

/** How far a trend alarm that is switched on has come. */
export interface TrendTrack {
  readonly held: boolean
  /** What values are compared with since the first one that was off it; null: none is. */
  readonly reference: number | null
  /** Sure samples off the reference; null: the last one was not. */
  readonly off: Run | null
  /** Sure samples back near it, or near the present median, while it holds. */
  readonly back: Run | null
  /** The last 10 min, oldest first, where a median is taken of them. */
  readonly bins: readonly Bin[]
}

export const noTrend: TrendTrack = { held: false, reference: null, off: null, back: null, bins: [] }

/** One alarm condition that holds now. */
export interface Condition {
  readonly alarm: AlarmId
  readonly deviceId?: string
  /** 1, 2, 3 … in the session: each condition that begins is another occurrence (AR-24). */
  readonly occurrence: number
  /** How often it has called: raised, risen a level, alarmed again. */
  readonly call: number
  readonly priority: Priority
  readonly since: Instant
  readonly value: number | null
  readonly limit: number | null
  readonly acknowledged?: Acknowledgement
  /** The signal is gone; the condition stands on its last value (AR-7). */
  readonly frozen: boolean
  readonly detail?: string
  /** All that is wrong, by name, where several things can be: another one calls again (AR-6). */
  readonly items?: readonly string[]
  /** Since when its signals have been there without an acknowledgement: escalation counts from it. */
  readonly unansweredSinceMonoMs: number
  readonly escalation?: EscalationStage
}

/** What now holds of one alarm; priority null: nothing. */
export interface Holding {
  readonly alarm: AlarmId
  readonly deviceId?: string
  readonly priority: Priority | null
  readonly value: number | null
  readonly limit: number | null
  readonly detail?: string
  readonly items?: readonly string[]
}

/** AR-8: what a cuff on the sensor's arm holds back. Times on the monotonic line. */
export interface Interlock {
  /** The sensor is known to be on the cuff's arm. */
  readonly sameArm: boolean
  /** Start of the inflation that began the hold; null while there is none. */
  readonly sinceMonoMs: number | null
  /** End of the inflation; null while the cuff is tight. */
  readonly endedMonoMs: number | null
  /** What would hold now, but for the cuff. */
  readonly held: readonly Holding[]
}

/** Frames of one device up to an instant, as its line has counted them. */
export interface FrameCount {
  readonly atMonoMs: number
  readonly good: number
  readonly bad: number
}

export interface Acknowledgement extends Authored {
  /** The value that was acknowledged: worsening counts from it (AR-6). */
  readonly value: number | null
  /** What was wrong then, by name. */
  readonly items?: readonly string[]
}

/** A HIGH condition that ended before anybody acknowledged it (AR-5). */
export interface Latched {
  readonly alarm: AlarmId
  /** Of the condition whose HIGH level it was; that may go on at a lower one. */
  readonly occurrence: number
  readonly call: number
  readonly since: Instant
  readonly ended: Instant
  readonly value: number | null
  readonly limit: number | null
}

/** That a person has acknowledged an occurrence, so that the same press told twice is one (AR-24). */
export interface Answered {
  readonly occurrence: number
  readonly call: number
  readonly by: string
}

/** A streamed vital sign as the alarm system knows it. */
export interface Stream {
  /** The last sample, with or without a value: the link of this vital sign was up then. */
  readonly lastSampleMonoMs: number
  readonly lastValidMonoMs: number | null
  readonly lastValue: number | null
  /** First of the unbroken run of samples without a usable value; null while values come. */
  readonly invalidSince: number | null
  /** The last value is questionable (AR-17). */
  readonly isDoubtful?: true
  /** Vigil has stood still since, for nobody knows how long: the last value is none of now. */
  readonly isBeforeGap?: true
}

export interface WatchedDevice {
  /** Last valid frame, or when Vigil began to watch. */
  readonly lastFrameMonoMs: number
  /** Since when its port is known to be gone; null while it is there, or only silent. */
  readonly goneSinceMonoMs: number | null
  readonly label: string
  /** It speaks only when it has measured: only its port can be lost. */
  readonly speaksSeldom?: true
  /** Since when its port was gone, or has come and gone, without a frame from it. */
  readonly goneFromMs?: number
  /** How much of the recent past it has spoken (AR-20). */
  readonly presence?: Presence
  /** Counts of the last 30 s, oldest first, for the share of bad frames. */
  readonly counts?: readonly FrameCount[]
}

/** The last cuff reading that alarms were judged on. */
export interface LastCuff {
  readonly systolic: number
  readonly diastolic: number
  readonly mean: number | null
  readonly takenMonoMs: number
  /** It is questionable: it ends no level (AR-17). */
  readonly isDoubtful?: true
}

/** A device's cuff result as it was told, by which it is known when it is told again (AR-16). */
export interface CuffResult {
  readonly sourceId: string
  readonly takenMonoMs: number
  readonly status: 'ok' | 'failed'
  readonly systolic: number | null
  readonly diastolic: number | null
  readonly mean: number | null
  readonly pulseRate: number | null
}

export interface UnsureGap {
  readonly fromMonoMs: number
  readonly toMonoMs: number
}

/** All that the alarm system remembers: plain data, stored with every change. */
export interface AlarmState {
  readonly limits: Limits
  readonly baseline: {
    readonly systolic: number
    readonly diastolic: number
    /** Absent: there was no pulse before T0, or it was stored before trend alarms. */
    readonly pulseRate?: number
  } | null
  /** From T0 on the blood-pressure limits apply, and losing the signal is MEDIUM. */
  readonly afterT0: boolean
  readonly closed: boolean
  readonly tracks: Readonly<Partial<Record<AlarmId, Readonly<Partial<Record<Priority, LevelTrack>>>>>>
  /** The trend alarms that this session has; those that are not there are off. */
  readonly trends: Readonly<Partial<Record<TrendAlarmId, TrendTrack>>>
  readonly conditions: readonly Condition[]
  readonly latched: readonly Latched[]
  /** Number of the newest occurrence; 0: none yet. */
  readonly occurrences: number
  /** The newest acknowledgements, newest last. */
  readonly answered: readonly Answered[]
  readonly streams: Readonly<Partial<Record<VitalId, Stream>>>
  /** How much of the recent past there was an SpO2 signal (AR-20); null: there was no sample yet. */
  readonly signal: Presence | null
  readonly devices: Readonly<Record<string, WatchedDevice>>
  readonly lastCuff: LastCuff | null
  /** When the newest cuff reading that was judged, good or failed, was taken (AR-16). */
  readonly newestCuffMonoMs: number | null
  /** The last few results of devices, judged or not, by the time taken. */
  readonly cuffResults: readonly CuffResult[]
  readonly failedCuffs: number
  readonly interlock: Interlock
  readonly audio: {
    readonly pausedUntilMonoMs: number | null
    readonly pausedBy: string | null
    /** AUDIO OFF; null: on. */
    readonly off: SwitchedOff | null
  }
  /** ALARM PAUSED; null: not paused. */
  readonly pause: { readonly untilMonoMs: number; readonly by: string } | null
  /** Gaps whose length a person has said: how much less than what passed the line counts for each, ms (AR-22); absent: none. */
  readonly saidGaps?: readonly { readonly fromMonoMs: number; readonly lacksMs: number }[]
  /** Gaps whose length nobody has said yet; absent: none. Times on the line. */
  readonly unsureGaps?: readonly UnsureGap[]
  /** ALARM OFF, by parameter. */
  readonly off: Readonly<Partial<Record<VitalId, SwitchedOff>>>
}

/** @param trendAlarms which of them the session's preset has switched on */
export function startAlarms(limits: Limits, trendAlarms: readonly TrendAlarmId[] = []): AlarmState {
  return {
    limits,
    baseline: null,
    afterT0: false,
    closed: false,
    tracks: {},
    trends: Object.fromEntries(trendAlarms.map(alarm => [alarm, noTrend])),
    conditions: [],
    latched: [],
    occurrences: 0,
    answered: [],
    streams: {},
    signal: null,
    devices: {},
    lastCuff: null,
    newestCuffMonoMs: null,
    cuffResults: [],
    failedCuffs: 0,
    interlock: { sameArm: false, sinceMonoMs: null, endedMonoMs: null, held: [] },
    audio: { pausedUntilMonoMs: null, pausedBy: null, off: null },
    pause: null,
    off: {},
  }
}
