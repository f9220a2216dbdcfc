import type { AlarmId, Priority } from '../alarm/ids.ts'
import type { Transition } from '../alarm/types.ts'
import type { Flag, Source, Validity } from '../reading.ts'
import type { GateFinding } from '../session/gate.ts'
import type { DueStatus, MarkKind, Phase, Route } from '../session/types.ts'

/** Words that the report, the commands and the screen share. A missing one is a type error. */
export const words = {
  alarms: {
    'systolic-high': 'Systolic high',
    'systolic-low': 'Systolic low',
    'diastolic-high': 'Diastolic high',
    'diastolic-low': 'Diastolic low',
    'mean-low': 'MAP low',
    'systolic-rise': 'Systolic rise',
    'diastolic-rise': 'Diastolic rise',
    'spo2-low': 'SpO2 low',
    'pulse-high': 'Pulse high',
    'pulse-low': 'Pulse low',
    'resp-low': 'Respiration low',
    'spo2-signal-lost': 'SpO2 signal lost',
    'link-lost': 'Link lost',
    'nibp-failed': 'BP measurement failed',
    'measurement-missed': 'Measurement missed',
    'not-recording': 'Not recording',
    'sound-failed': 'Alarm sound failed',
    'clock-step': 'Clock was changed',
  } satisfies Record<AlarmId, string>,
  priorities: { high: 'HIGH', medium: 'MEDIUM', low: 'LOW' } satisfies Record<Priority, string>,
  transitions: {
    raised: 'raised',
    escalated: 'rose',
    lowered: 'fell',
    acknowledged: 'acknowledged',
    reAlarmed: 'alarmed again',
    cleared: 'ended',
    latched: 'latched',
    reset: 'reset',
    suppressed: 'held back',
  } satisfies Record<Transition, string>,
  phases: {
    prep: 'Preparation',
    baseline: 'Baseline',
    dosing: 'Dosing',
    observation: 'Observation',
    discharge: 'Discharge assessment',
    closed: 'Closed',
  } satisfies Record<Phase, string>,
  marks: {
    nausea: 'Nausea',
    dissociation: 'Dissociation',
    talking: 'Talking',
    moving: 'Moving',
    medicine: 'Medicine',
    oxygen: 'Oxygen',
    note: 'Note',
  } satisfies Record<MarkKind, string>,
  routes: {
    nasal: 'nasal',
    iv: 'intravenous',
    im: 'intramuscular',
    sublingual: 'sublingual',
  } satisfies Record<Route, string>,
  /** What stands against starting to dose. */
  findings: {
    noBaseline: 'no baseline',
    pressureHigh: 'blood pressure above 140/90',
    pressureVeryHigh: 'blood pressure of 160/100 or more',
    noSpo2: 'no SpO2 value',
    noPulse: 'no pulse value',
  } satisfies Record<GateFinding, string>,
  origins: {
    device: 'monitor',
    simulated: 'SIMULATED',
    replay: 'REPLAY',
    manual: 'manual',
  } satisfies Record<Source['origin'], string>,
  validity: { valid: '', questionable: 'questionable', invalid: 'invalid' } satisfies Record<
    Validity,
    string
  >,
  flags: {
    hardRange: 'outside the possible',
    softRange: 'unusual value',
    order: 'figures out of order',
    pulsePressure: 'unusual pulse pressure',
    meanPosition: 'MAP out of place',
    rateOfChange: 'sudden change',
    cuffPulse: 'pulse differs from oximeter',
    frozen: 'possibly frozen',
    poorSignal: 'weak signal',
    incomplete: 'incomplete',
    deviceFailed: 'measurement failed',
    meanCalculated: 'MAP calculated',
    stepChange: 'repeat to confirm',
  } satisfies Record<Flag, string>,
  due: {
    upcoming: 'not yet due',
    due: 'due',
    done: 'on time',
    late: 'late',
    missed: 'missed',
    excused: 'excused',
  } satisfies Record<DueStatus, string>,
} as const
