import type { Transition } from '../../alarm/types.ts'
import type { LinkState } from '../../link.ts'
import type { LimitPhase } from '../../presets/preset.ts'
import type { DeviceState } from '../../reading.ts'
import { say } from './say.ts'

/** What the record tells, in sentences: the event list, the review page and every format of the report say the same. */
export const recordWords = {
  by: say(' by {name}', 'name'),
  because: say(' ({reason})', 'reason'),
  signedToo: say(', signed too by {name}', 'name'),
  nothing: 'nothing',
  alarm: {
    raised: 'alarm',
    escalated: 'alarm rose',
    lowered: 'alarm fell',
    acknowledged: 'acknowledged',
    reAlarmed: 'alarms again',
    cleared: 'alarm ended',
    latched: 'ended, not acknowledged',
    reset: 'reset',
    suppressed: 'held back',
  } satisfies Record<Transition, string>,
  /** At which value: what is no longer past its limit. */
  alarmOver: {
    cleared: say('alarm ended at {value}', 'value'),
    latched: say('ended at {value}, not acknowledged', 'value'),
  },
  opened: 'Session opened',
  closed: 'Session closed',
  phase: say('Phase: {name}', 'name'),
  baseline: (systolic: number, diastolic: number) =>
    `Baseline ${Math.round(systolic)}/${Math.round(diastolic)}`,
  doseStarted: (who: string, findings: string) =>
    `Dosing started${who}${who.includes(',') ? ',' : ''} although: ${findings}`,
  refused: say('Refused{who}: {why}', 'who', 'why'),
  letPass: say('Let pass before dosing: {findings}', 'findings'),
  identity: 'Two identifiers of the patient compared',
  preDose: say('Before dosing, {parts}', 'parts'),
  preDoseClear: say('clear: {items}', 'items'),
  preDosePresent: say('present: {items}', 'items'),
  dose: say('Dose {mg, number} mg {drug}', 'mg', 'drug'),
  booster: say('Further dose {mg, number} mg {drug}', 'mg', 'drug'),
  device: say('Device {number, number}: {mg, number} mg {drug}', 'number', 'mg', 'drug'),
  lot: say(', lot {lot}', 'lot'),
  planned: say(', planned {mg, number} mg', 'mg'),
  givenAgo: say(', given {minutes, number} min before', 'minutes'),
  doseQuestion: {
    dose: (mg: number, planned: number | null) => `Asked: ${mg} mg, planned ${planned ?? 0} mg`,
    rate: (mgPerH: number, planned: number | null) => `Asked: ${mgPerH} mg/h, planned ${planned ?? 0} mg/h`,
    ceiling: (figure: number, unit: string, before: number, ceiling: number, planned: number | null) =>
      `Asked: ${figure} ${unit}${before > 0 ? ` with ${before} mg of other doses` : ''}, over the most of ${ceiling} ${unit}${planned === null ? '' : `, planned ${planned} ${unit}`}`,
    weight: (kg: number, known: number | null) => `Asked: weight ${kg} kg, last known ${known ?? 0} kg`,
    refused: ': refused',
  },
  dosePlanned: (mg: number, before: number | null) =>
    `Dose planned for this patient: ${mg} mg${before === null ? '' : `, before that ${before} mg`}`,
  kg: (kg: number, lb: number | undefined) =>
    lb === undefined ? `${kg} kg` : `${kg} kg (entered as ${lb} lb)`,
  weight: say('Weight {kg}', 'kg'),
  weightBefore: say(', before that {kg, number} kg', 'kg'),
  weightEarlier: say(', {kg, number} kg in an earlier session', 'kg'),
  weightConfirmed: ', looked at twice',
  doseWithdrawn: say('Dose withdrawn: {mg, number} mg {drug}', 'mg', 'drug'),
  doseCorrected: say('Dose corrected: {changes}', 'changes'),
  givenReckoned: say(
    'Given, reckoned anew: {mg, number} mg {drug}, before that {beforeMg, number} mg',
    'mg',
    'drug',
    'beforeMg',
  ),
  doseParts: { mg: 'dose', lot: 'lot' },
  changedTo: say('{what} from {before} to {after}', 'what', 'before', 'after'),
  minutesEarlier: say('{minutes, number} min earlier', 'minutes'),
  minutesLater: say('{minutes, number} min later', 'minutes'),
  t0Moved: (minutes: number) =>
    `; T0 is ${Math.abs(minutes)} min ${minutes < 0 ? 'earlier' : 'later'}, and with it all that counts from it`,
  t0Gone: '; there is no T0 any more',
  infusion: say('Dosing {state}', 'state'),
  infusionStates: { paused: 'paused', resumed: 'resumed', ended: 'ended', abandoned: 'abandoned' },
  atRate: say(' at {mgPerH, number} mg/h', 'mgPerH'),
  doneAgo: say(', {minutes, number} min before', 'minutes'),
  given: say(', {mg, number} mg given', 'mg'),
  markOf: say('{mark} (BP reading {seq, number})', 'mark', 'seq'),
  markWithdrawn: say('Mark withdrawn: {mark}', 'mark'),
  manual: say('Manual reading: {values}', 'values'),
  manualPressure: (systolic: number, diastolic: number, mean: number | undefined) =>
    `BP ${systolic}/${diastolic}${mean === undefined ? '' : `, MAP ${mean}`} mmHg`,
  manualAgo: say('taken {minutes, number} min before', 'minutes'),
  manualLate: 'entered late',
  limit: say(
    'Limit changed: {alarm} {priority} from {before, number} to {after, number}',
    'alarm',
    'priority',
    'before',
    'after',
  ),
  limits: {
    fromOwn: (own: number) => `from this patient's own ${Math.round(own)}`,
    byPreset: say('by the preset, for {phase}', 'phase'),
    stays: say('stays as it was moved; the preset has {instead, number} for {phase}', 'instead', 'phase'),
    kept: say(
      'Limit stays as it was moved: {alarm} {priority} at {limit, number}; the preset has {instead, number} for {phase}',
      'alarm',
      'priority',
      'limit',
      'instead',
      'phase',
    ),
    phases: {
      beforeT0: 'the time before T0',
      dosing: 'dosing',
      recovery: 'recovery',
    } satisfies Record<LimitPhase, string>,
  },
  due: say('{label} is due', 'label'),
  missed: say('{label} missed', 'label'),
  measured: {
    done: say('{label} done', 'label'),
    late: say('{label} done late', 'label'),
    excused: say('{label} excused', 'label'),
  },
  extra: {
    every: say('Extra blood pressure readings every {minutes, number} min', 'minutes'),
    ended: 'Extra blood pressure readings ended: two in a row clear',
  },
  unanswered: say('{alarm} unanswered: {stage}', 'alarm', 'stage'),
  of: say(' of {parameter}', 'parameter'),
  confirmed: (item: string, text: string | undefined) => (text === undefined ? item : `${item}: ${text}`),
  overridden: say('Discharge {id} ({name}) overridden', 'id', 'name'),
  overrideEnded: say(
    'Discharge {id} ({name}) open again: it is worse, or another, than {by} let pass',
    'id',
    'name',
    'by',
  ),
  criterion: (id: string, asked: string, met: boolean) => `Discharge ${id} (${asked}): ${met ? 'yes' : 'no'}`,
  handedOver: (to: string, text: string | undefined) =>
    text === undefined ? `Handed over to ${to}` : `Handed over to ${to}: ${text}`,
  rems: say(
    'REMS field sheet: {count, plural, one {# answer} other {# answers}} ({answers})',
    'count',
    'answers',
  ),
  answer: { yes: 'yes', no: 'no', takenBack: 'taken back' },
  sites: (cuff: string, size: string | undefined, sensor: string) =>
    `Cuff ${cuff}${size === undefined ? '' : ` (${size})`}, sensor ${sensor}`,
  cuffStarted: 'Cuff started',
  cuffStopped: 'Cuff stopped',
  cuffByInterval: 'Cuff started by its interval',
  cuffNotStarted: 'Cuff not started by its interval',
  cuffEvery: say('BP every {minutes, number} min', 'minutes'),
  cuffByHand: 'BP only when started by hand',
  monitor: say('Monitor: {state}', 'state'),
  monitorStates: {
    sensorOn: 'sensor on',
    noSensor: 'sensor off',
    searching: 'searching',
    batteryOk: 'battery all right',
    lowBattery: 'battery low',
    cuffIdle: 'cuff at rest',
    cuffInflating: 'cuff inflating',
  } satisfies Record<DeviceState, string>,
  soundStarted: 'Alarm signal began to sound',
  lost: say(
    'Not in the record, since Vigil’s core stopped: “{act}”, done {seconds, number} s before',
    'act',
    'seconds',
  ),
  monitorClock: (offsetS: number) =>
    `The monitor’s clock is ${Math.abs(offsetS)} s ${offsetS > 0 ? 'ahead' : 'behind'}: its own times are not ours`,
  link: say('Link {state}', 'state'),
  linkStates: {
    idle: 'idle',
    connecting: 'connecting',
    connected: 'connected',
    quiet: 'quiet',
    lost: 'lost',
    reconnecting: 'reconnecting',
  } satisfies Record<LinkState, string>,
  gap: {
    restart: say('Not monitored for {seconds, number} s: Vigil did not run', 'seconds'),
    sleep: say('Not monitored for {seconds, number} s: the computer slept or stood still', 'seconds'),
    byWall: (seconds: number) =>
      seconds < 0
        ? `the computer’s clock went back by ${-seconds} s meanwhile, so how long it was is not known`
        : 'by the computer’s clock alone, which may be wrong',
    confirmed: 'Gap confirmed',
    confirmedAs: say('Gap confirmed: it lasted {minutes, number} min', 'minutes'),
    corrected: (minutes: number, before: number | null) =>
      `Length of the gap corrected: ${minutes} min, not ${before === null ? 'what the computer’s clock said' : `${before} min`}`,
  },
  samePatient: {
    asked: say('Same patient? Asked: {why}', 'why'),
    why: {
      silence: 'no signal of the patient for half an hour',
      gap: 'not monitored for more than half an hour',
      long: 'twelve hours since the opening',
    },
    confirmed: 'Same patient: two identifiers compared',
    other: 'Not the same patient',
  },
  moved: say('Moved from {from} to {to}', 'from', 'to'),
  clock: say("The computer's clock was stepped by {seconds} s", 'seconds'),
  signed: say('Signed ({meaning})', 'meaning'),
  amended: (field: string, doseId: string | undefined, before: string, after: string) =>
    `Amended: ${field}${doseId === undefined ? '' : ` of ${doseId}`} from ${before} to ${after}; signatures before are void`,
  report: (format: string, pseudonymised: boolean) =>
    `Report (${format}${pseudonymised ? ', pseudonymised' : ''}) made`,
  reportToPrint: (pseudonymised: boolean) =>
    pseudonymised ? 'Report (pseudonymised) made to be printed' : 'Report made to be printed',
  remsSent: 'REMS form sent',
  imported: say(
    'Imported from another installation{who}, file {file}, SHA-256 {digest}',
    'who',
    'file',
    'digest',
  ),
} as const
