import { chartWords } from './report/chart.ts'
import { formatWords } from './report/formats.ts'
import { headWords } from './report/head.ts'
import { remsWords } from './report/rems.ts'
import { tableWords } from './report/tables.ts'
import { say } from './say.ts'

/** What a report says. */
export const reportWords = {
  head: headWords,
  tables: tableWords,
  chart: chartWords,
  rems: remsWords,
  formats: formatWords,
  /* Of a session whose times or whose patient are not sure, on page 1. */
  clock: 'Clock',
  clockStep: (back: boolean, length: string, from: string, said: string, then: string) =>
    `set ${back ? 'back' : 'forward'} by ${length} at ${from} from T0: it said ${said}, then ${then}`,
  clockEvent: say('The computer’s clock was {step}', 'step'),
  anchor: 'times here go on from the clock of the opening',
  gapOpen: say(
    'NOT CONFIRMED: monitoring was interrupted from {from} to {to} ({length}); nobody has confirmed that patient and preset are the same.',
    'from',
    'to',
    'length',
  ),
  gapUnsure: say(
    'NOT CONFIRMED: monitoring was interrupted from {from} to {to} ({length}) by the computer’s clock alone, which may be wrong; nobody has said how long it was. Times after it, and the time observed, rest on that clock.',
    'from',
    'to',
    'length',
  ),
  gapBack: say(
    'NOT CONFIRMED: monitoring was interrupted at {from} for an unknown time; the computer’s clock went back by {back} meanwhile, and nobody has said how long it was. Times after it, and the time observed, are too early by that time.',
    'from',
    'back',
  ),
  patientUnconfirmed: say(
    'PATIENT NOT CONFIRMED: after {from} ({why}) nobody has confirmed that it is the same patient. What was measured then is marked, and is in no extreme, REMS figure or discharge check.',
    'from',
    'why',
  ),
  otherPatient: say(
    'NOT THIS PATIENT: what was measured after {from} is another patient’s, as {who} has said. The session ends there.',
    'from',
    'who',
  ),
  unsure: 'not confirmed',
  byWall: 'by the computer’s clock alone',
  halfMinutes: 'of one value each half minute, since T0 lies back: maybe 1 or 2 off',
  lasted: say('lasted {minutes, number} min', 'minutes'),
  /** Stretches without values: of what, and why. */
  gapsOf: { SpO2: 'SpO2', pulse: 'pulse', monitoring: 'monitoring' },
  gapCauses: {
    sleep: 'the computer slept or stood still',
    restart: 'restart of Vigil',
    samePatient: say('same patient confirmed by {by}', 'by'),
    neverMeasured: 'never measured',
    noValue: 'no value',
  },
  gapCorrected: (before: number | null, by: string, reason: string) =>
    `corrected by ${by} (${reason}), before: ${before === null ? 'as the computer’s clock said' : `${before} min`}`,
  /** Room to sign by hand. */
  byHand: {
    who: 'Reviewed by (name, role)',
    signature: 'Signature',
    when: 'Date and time',
  },
  acknowledgements: {
    none: 'not acknowledged',
    after: say('{by} after {after}', 'by', 'after'),
    afterSaying: say('{by} after {after} ({said})', 'by', 'after', 'said'),
  },
  amendedDose: say('{field}, dose {number, number}', 'field', 'number'),
  none: say('{title}: none', 'title'),
  minutesTitle: say(
    'Vital signs by {stepMin, plural, one {minute} other {# minutes}}: median (lowest–highest)',
    'stepMin',
  ),
  openRems: (items: readonly string[]) =>
    items.length > 6
      ? manyOpen(items.length, items.slice(0, 3).join('; '))
      : `field sheet, not answered: ${items.join('; ')}`,
  /** How the session went and ended, on page 1. */
  story: {
    title: 'Course and close',
    phases: 'Phases',
    noPhase: 'none begun',
    measurements: 'Measured',
    noneRequired: 'the preset asks for no measurement, or nothing was given',
    onTime: say(
      '{done, number} of {all, plural, one {# required measurement} other {# required measurements}} on time during the session',
      'done',
      'all',
    ),
    recommended: say(
      '{done, number} of {all, plural, one {# recommended measurement} other {# recommended measurements}} on time',
      'done',
      'all',
    ),
    /** Measurements of one state: 'missed: BP 30 · BP 60'. */
    ofState: say('{state}: {names}', 'state', 'names'),
    discharge: 'Discharge',
    noChecklist: 'no checklist: nothing was given',
    passed: say(
      '{passed, number} of {all, plural, one {# criterion} other {# criteria}} passed',
      'passed',
      'all',
    ),
    /** What a criterion rests on: 'D6 Dissociation: resolved'. */
    criterion: say('{criterion}: {evidence}', 'criterion', 'evidence'),
    /** By what evidence each was. */
    rests: say('{passed} ({evidence})', 'passed', 'evidence'),
    atTheClose: 'at the close',
    asOfNow: 'as it stands now',
    overridden: say(
      'OVERRIDDEN: {criterion} ({evidence}; “{reason}”, {by})',
      'criterion',
      'evidence',
      'reason',
      'by',
    ),
    open: say('NOT PASSED: {criterion} ({evidence})', 'criterion', 'evidence'),
    rems: 'REMS',
    amended: 'Amended',
    amendment: say(
      '{what}: {before}, now {after} ({reason}, {by})',
      'what',
      'before',
      'after',
      'reason',
      'by',
    ),
    nothing: 'nothing',
    doubtful: 'Doubtful',
    silent: say(
      'no {what} for {all}{count, plural, one {} other { in # gaps, the longest {longest}}} at {minutes, number} min',
      'what',
      'count',
      'all',
      'longest',
      'minutes',
    ),
    stopped: say(
      'Vigil did not run for {all}{count, plural, one {} other {, # times, the longest {longest}}} at {minutes, number} min',
      'count',
      'all',
      'longest',
      'minutes',
    ),
    doubted: say(
      '{some, number} of {all, plural, one {# reading} other {# readings}} questionable or invalid',
      'some',
      'all',
    ),
    late: say('{count, number} entered late', 'count'),
    noBaseline: 'no baseline',
    nothingDoubtful: 'nothing missing, nothing questionable',
  },
  /** What was not printed, for whoever looks for it. */
  appendices: {
    treatment: 'measurements, doses, marks, gaps',
    checklists: 'checklists',
    alarms: 'alarms and limits',
    quality: 'alarm load, data quality',
    minutes: 'values by minute',
    audit: 'limits in force, audit events',
    left: say('Not printed here, but in the record: {names}.', 'names'),
  },
} as const

const manyOpen = say(
  'field sheet: {count, plural, one {# item} other {# items}} not answered, the first of them {first}',
  'count',
  'first',
)
