import type { Priority } from '../../alarm/ids.ts'
import type { AudioEvent, InactivationEvent } from '../../alarm/input.ts'
import type { AlarmCause, EscalationStage, Transition, Withheld } from '../../alarm/types.ts'
import type { Drug, Route } from '../../presets/preset.ts'
import type { Flag, Source, Validity } from '../../reading.ts'
import type { Role } from '../../roles.ts'
import type { CheckId } from '../../session/checklist.ts'
import type { GateFinding } from '../../session/findings.ts'
import type { Mark, MarkKind } from '../../session/marks.ts'
import type { PreDoseId } from '../../session/pre-dose.ts'
import type { Amendable, Meaning } from '../../session/signatures.ts'
import type { RiskAnswer } from '../../session/suicide-risk.ts'
import type { cuffSizes, DueStatus, Phase, Weight } from '../../session/types.ts'
import { alarmGuidance, alarmNames, priorityNames, stopInfusion, trendValues } from './alarms.ts'
import { clinicSetWords } from './clinic-set.ts'
import { evidenceWords } from './evidence.ts'
import { loadWords } from './load.ts'
import { presetWords } from './presets.ts'
import { recordWords } from './record.ts'
import { refusals } from './refusals.ts'
import { remsFormWords } from './rems-form.ts'
import { say } from './say.ts'
import { scaleWords } from './scales.ts'
import { shippedEnglish } from './shipped.ts'
import { vitalWords } from './vitals.ts'

/** Words that records, the report, the commands and the screen share. A missing one is a type error. */
export const commonEnglish = {
  /** As documents and screens name their language (BCP 47). */
  languageTag: 'en',
  vitals: vitalWords,
  alarms: alarmNames,
  guidance: alarmGuidance,
  stopInfusion,
  trendValues,
  priorities: priorityNames,
  /** Before an alarm's name: seen without being read. */
  priorityMarks: { high: '!!!', medium: '!!', low: '!' } satisfies Record<Priority, string>,
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
  /** The four inactivation states, by the standard's names. */
  audio: {
    paused: 'Audio paused',
    off: 'Audio off',
    on: 'Audio on',
    reminder: 'Reminder: audio is off',
  } satisfies Record<AudioEvent['state'], string>,
  inactivation: {
    paused: 'Alarms paused',
    off: 'Alarms off',
    on: 'Alarms on',
    reminder: 'Reminder: alarms are off',
  } satisfies Record<InactivationEvent['state'], string>,
  /** How a state ended that nobody ended. */
  inactivationCauses: {
    expired: 'time over',
    'high alarm': 'HIGH alarm',
    dosing: 'dosing began',
    closed: 'session closed',
  },
  /** Why an alarm ended, changed or called, where its value does not tell. */
  alarmCauses: {
    'limit change': 'limit change',
    'no baseline': 'no baseline',
    'dose entered late': 'dose entered late',
    'session closed': 'session closed',
    'device removed': 'device removed',
    'ended, doubtful': 'ended, doubtful',
    worsening: 'worsening',
    timer: 'timer',
    cuff: 'cuff',
  } satisfies Record<AlarmCause, string>,
  /** On page 1 of a PDF with letters that its fonts lack. */
  spelt: 'Letters that the fonts of this print lack stand as their code points, as U+0627.',
  pinReset: say('PIN reset by {by} on {day}', 'by', 'day'),
  breakGlass: 'break-glass',
  /** Acknowledged at a locked screen, where a name is picked. */
  unidentified: 'not identified: at a locked screen',
  /** What no person may be called, one a comma: it would read like Vigil's own words. */
  reservedNames:
    'Vigil, Somebody, Someone, Anybody, Everybody, Nobody, Unidentified, Not identified, Unknown, System, Admin, Administrator, Director, Medical director, Nurse, Clinician, Prescriber, Staff, Break-glass',
  /** Who acts there when no name is asked for. */
  somebody: 'Somebody at a locked screen',
  /** What somebody saw of an alarm that had changed when the acknowledgement was taken. */
  sawOther: (level: string, value: string) => `seen: ${[level, value].filter(Boolean).join(' ')}`,
  checks: {
    D1: 'Minimum observation',
    D2: 'Fresh measurements',
    D3: 'Blood pressure',
    D4: 'SpO2 on room air',
    D5: 'Sedation',
    D6: 'Dissociation',
    D7: 'Scores',
    D8: 'Alarms',
    D9: 'Escort and advice',
    D10: 'Suicide-risk check',
  } satisfies Record<CheckId, string>,
  meanings: {
    responsible: 'responsible for the session',
    reviewed: 'reviewed',
    witnessed: 'witnessed',
  } satisfies Record<Meaning, string>,
  amendables: {
    initials: 'Initials',
    birthYear: 'Birth year',
    recordId: 'Record number',
    weightKg: 'Weight (kg)',
    lot: 'Lot number',
    note: 'Note',
  } satisfies Record<Amendable, string>,
  preDose: {
    aneurysm: 'Aneurysm of the aorta, the brain or limbs',
    malformation: 'Arteriovenous malformation',
    haemorrhage: 'Bleeding in the brain in the past',
    hypersensitivity: 'Hypersensitivity to ketamine or esketamine',
    heartOrBrain: 'Heart disease, or disease of the brain’s vessels',
    encephalopathy: 'Hypertensive encephalopathy in the past',
    psychosis: 'Psychosis',
    liver: 'Impaired liver: if moderate, watch longer',
    pregnancy: 'Pregnancy or breast-feeding',
    food: 'Food in the last 2 h',
    liquids: 'Liquids in the last 30 min',
    nasalSpray: 'Nasal steroid or decongestant in the last hour',
    rems: 'Enrolment in the REMS not confirmed',
    escort: 'Escort for the way home not confirmed',
  } satisfies Record<PreDoseId, string>,
  confirmations: {
    escort: 'Escort',
    advice: 'Written advice given, no driving until the next day',
    suicideRisk: 'Suicide-risk check',
  },
  risk: { none: 'none', present: 'present', notAsked: 'not asked' } satisfies Record<RiskAnswer, string>,
  withheld: { 'alarm paused': 'alarm paused', 'alarm off': 'alarm off' } satisfies Record<Withheld, string>,
  sites: {
    left: 'left arm',
    right: 'right arm',
    leg: 'leg',
    other: 'elsewhere',
  },
  cuffSizes: {
    child: 'child',
    smallAdult: 'small adult',
    adult: 'adult',
    largeAdult: 'large adult',
    thigh: 'thigh',
  } satisfies Record<(typeof cuffSizes)[number], string>,
  /** Who is told when an alarm goes unanswered. */
  escalations: {
    clinicianStation: 'clinician station told',
    banner: 'every screen told',
    secondContact: 'second contact to be called',
    callForHelp: 'call for help',
  } satisfies Record<EscalationStage, string>,
  phases: {
    prep: 'Preparation',
    baseline: 'Baseline',
    dosing: 'Dosing',
    observation: 'Observation',
    discharge: 'Discharge assessment',
    closed: 'Closed',
    // As presets call dosing and observation where the drug runs into a vein.
    infusion: 'Infusion',
    recovery: 'Recovery',
  } satisfies Record<Phase | keyof typeof shippedEnglish.phases, string>,
  marks: {
    nausea: 'Nausea',
    dissociation: 'Dissociation',
    talking: 'Talking',
    distressed: 'Distressed',
    moving: 'Moving',
    sitting: 'Sitting',
    lying: 'Lying',
    standing: 'Standing',
    medicine: 'Medicine',
    oxygen: 'Oxygen',
    note: 'Note',
    vomiting: 'Vomiting',
    dizziness: 'Dizziness',
    headache: 'Headache',
    chestPain: 'Chest pain',
    palpitations: 'Palpitations',
    anxiety: 'Anxiety',
    itching: 'Itching',
    own: 'Mark of the clinic',
  } satisfies Record<MarkKind, string>,
  /** Of dissociation. */
  severities: { none: 'none', mild: 'mild', moderate: 'moderate', severe: 'severe' } satisfies Record<
    NonNullable<Mark['severity']>,
    string
  >,
  /** Who somebody is, in a list or a sentence. */
  roles: {
    nurse: 'nurse',
    clinician: 'clinician',
    prescriber: 'prescriber',
    staff: 'staff',
    admin: 'administrator',
    director: 'medical director',
  } satisfies Record<Role, string>,
  /** Where a weight was said. */
  weightSources: {
    opening: 'said when the session was opened',
    dosing: 'said with the dose',
    changed: 'changed',
  } satisfies Record<Weight['source'], string>,
  drugs: { ketamine: 'ketamine', esketamine: 'esketamine' } satisfies Record<Drug, string>,
  routes: {
    nasal: 'nasal',
    iv: 'intravenous',
    im: 'intramuscular',
    sublingual: 'sublingual',
    subcutaneous: 'subcutaneous',
  } satisfies Record<Route, string>,
  /** What stands against starting to dose. */
  findings: {
    noBaseline: 'no baseline',
    pressureHigh: 'blood pressure above 140/90',
    pressureVeryHigh: 'blood pressure of 160/100 or more',
    noSpo2: 'no SpO2 value',
    noPulse: 'no pulse value',
    notRepeated: 'high blood pressure not repeated after 5 min of rest',
    spo2Low: 'SpO2 below 94 %',
    pulseOut: 'pulse below 50 or above 110',
    identityOpen: 'identifiers not compared',
    checklistOpen: 'checklist before dosing not complete',
    checklistFailed: 'the checklist speaks against dosing',
    noSedation: 'no MOAA/S rating of the last 30 min',
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
    ecgPulse: 'pulse differs from ECG rate',
    doubledPulse: 'pulse is twice or half another rate',
    settling: 'sensor settling',
    cuff: 'cuff on this arm',
    onOxygen: 'on O2',
    enteredLate: 'entered late',
    patientUnconfirmed: 'patient not confirmed',
    otherPatient: 'not this patient',
  } satisfies Record<Flag, string>,
  due: {
    upcoming: 'not yet due',
    due: 'due',
    done: 'on time',
    late: 'late',
    missed: 'missed',
    excused: 'excused',
  } satisfies Record<DueStatus, string>,
  evidence: evidenceWords,
  load: loadWords,
  scales: scaleWords,
  remsForm: remsFormWords,
  record: recordWords,
  refusals,
  presets: presetWords,
  clinicSet: clinicSetWords,
  shipped: shippedEnglish,
} as const
