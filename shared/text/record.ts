import type { Transition } from '../alarm/types.ts'
import type { LimitPhase } from '../presets/preset.ts'
import type { DeviceState } from '../reading.ts'

/** What the record tells, in sentences: the event list, the review page and every format of the report say the same. */
export const recordWords = {
  by: (name: string) => ` by ${name}`,
  because: (reason: string) => ` (${reason})`,
  signedToo: (name: string) => `, signed too by ${name}`,
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
  opened: 'Session opened',
  closed: 'Session closed',
  phase: (name: string) => `Phase: ${name}`,
  baseline: (systolic: number, diastolic: number) =>
    `Baseline ${Math.round(systolic)}/${Math.round(diastolic)}`,
  doseStarted: (who: string, findings: string) =>
    `Dosing started${who}${who.includes(',') ? ',' : ''} although: ${findings}`,
  refused: (who: string, why: string) => `Refused${who}: ${why}`,
  letPass: (findings: string) => `Let pass before dosing: ${findings}`,
  identity: 'Two identifiers of the patient compared',
  preDose: (parts: string) => `Before dosing, ${parts}`,
  preDoseClear: (items: string) => `clear: ${items}`,
  preDosePresent: (items: string) => `present: ${items}`,
  dose: (mg: number, drug: string) => `Dose ${mg} mg ${drug}`,
  booster: (mg: number, drug: string) => `Further dose ${mg} mg ${drug}`,
  device: (number: number, mg: number, drug: string) => `Device ${number}: ${mg} mg ${drug}`,
  lot: (lot: string) => `, lot ${lot}`,
  planned: (mg: number) => `, planned ${mg} mg`,
  givenAgo: (minutes: number) => `, given ${minutes} min before`,
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
  weight: (kg: string) => `Weight ${kg}`,
  weightBefore: (kg: number) => `, before that ${kg} kg`,
  weightEarlier: (kg: number) => `, ${kg} kg in an earlier session`,
  weightConfirmed: ', looked at twice',
  doseWithdrawn: (mg: number, drug: string) => `Dose withdrawn: ${mg} mg ${drug}`,
  doseCorrected: (changes: string) => `Dose corrected: ${changes}`,
  changedTo: (what: string, before: string, after: string) => `${what} from ${before} to ${after}`,
  minutesEarlier: (minutes: number) => `${minutes} min earlier`,
  minutesLater: (minutes: number) => `${minutes} min later`,
  t0Moved: (minutes: number) =>
    `; T0 is ${Math.abs(minutes)} min ${minutes < 0 ? 'earlier' : 'later'}, and with it all that counts from it`,
  t0Gone: '; there is no T0 any more',
  infusion: (state: string) => `Dosing ${state}`,
  atRate: (mgPerH: number) => ` at ${mgPerH} mg/h`,
  doneAgo: (minutes: number) => `, ${minutes} min before`,
  given: (mg: number) => `, ${mg} mg given`,
  markOf: (mark: string, seq: number) => `${mark} (BP reading ${seq})`,
  markWithdrawn: (mark: string) => `Mark withdrawn: ${mark}`,
  manual: (values: string) => `Manual reading: ${values}`,
  manualPressure: (systolic: number, diastolic: number, mean: number | undefined) =>
    `BP ${systolic}/${diastolic}${mean === undefined ? '' : `, MAP ${mean}`} mmHg`,
  manualAgo: (minutes: number) => `taken ${minutes} min before`,
  manualLate: 'entered late',
  limit: (alarm: string, priority: string, before: number, after: number) =>
    `Limit changed: ${alarm} ${priority} from ${before} to ${after}`,
  limits: {
    fromOwn: (own: number) => `from this patient's own ${Math.round(own)}`,
    byPreset: (phase: string) => `by the preset, for ${phase}`,
    stays: (instead: number, phase: string) =>
      `stays as it was moved; the preset has ${instead} for ${phase}`,
    kept: (alarm: string, priority: string, limit: number, instead: number, phase: string) =>
      `Limit stays as it was moved: ${alarm} ${priority} at ${limit}; the preset has ${instead} for ${phase}`,
    phases: {
      beforeT0: 'the time before T0',
      dosing: 'dosing',
      recovery: 'recovery',
    } satisfies Record<LimitPhase, string>,
  },
  due: (label: string) => `${label} is due`,
  missed: (label: string) => `${label} missed`,
  measured: {
    done: (label: string) => `${label} done`,
    late: (label: string) => `${label} done late`,
    excused: (label: string) => `${label} excused`,
  },
  extra: {
    every: (minutes: number) => `Extra blood pressure readings every ${minutes} min`,
    ended: 'Extra blood pressure readings ended: two in a row clear',
  },
  unanswered: (alarm: string, stage: string) => `${alarm} unanswered: ${stage}`,
  of: (parameter: string) => ` of ${parameter}`,
  confirmed: (item: string, text: string | undefined) => (text === undefined ? item : `${item}: ${text}`),
  overridden: (id: string, name: string) => `Discharge ${id} (${name}) overridden`,
  criterion: (id: string, asked: string, met: boolean) => `Discharge ${id} (${asked}): ${met ? 'yes' : 'no'}`,
  handedOver: (to: string, text: string | undefined) =>
    text === undefined ? `Handed over to ${to}` : `Handed over to ${to}: ${text}`,
  rems: (count: number, answers: string) =>
    `REMS field sheet: ${count} ${count === 1 ? 'answer' : 'answers'} (${answers})`,
  answer: { yes: 'yes', no: 'no', takenBack: 'taken back' },
  sites: (cuff: string, size: string | undefined, sensor: string) =>
    `Cuff ${cuff}${size === undefined ? '' : ` (${size})`}, sensor ${sensor}`,
  cuffStarted: 'Cuff started',
  cuffStopped: 'Cuff stopped',
  cuffByInterval: 'Cuff started by its interval',
  cuffNotStarted: 'Cuff not started by its interval',
  cuffEvery: (minutes: number) => `BP every ${minutes} min`,
  cuffByHand: 'BP only when started by hand',
  monitor: (state: string) => `Monitor: ${state}`,
  monitorStates: {
    sensorOn: 'sensor on',
    noSensor: 'sensor off',
    searching: 'searching',
    batteryOk: 'battery all right',
    lowBattery: 'battery low',
    cuffIdle: 'cuff at rest',
    cuffInflating: 'cuff inflating',
  } satisfies Record<DeviceState, string>,
  monitorClock: (offsetS: number) =>
    `The monitor’s clock is ${Math.abs(offsetS)} s ${offsetS > 0 ? 'ahead' : 'behind'}: its own times are not ours`,
  link: (state: string) => `Link ${state}`,
  gap: {
    restart: (seconds: number) => `Not monitored for ${seconds} s: Vigil did not run`,
    sleep: (seconds: number) => `Not monitored for ${seconds} s: the computer slept or stood still`,
    byWall: (seconds: number) =>
      seconds < 0
        ? `the computer’s clock went back by ${-seconds} s meanwhile, so how long it was is not known`
        : 'by the computer’s clock alone, which may be wrong',
    confirmed: 'Gap confirmed',
    confirmedAs: (minutes: number) => `Gap confirmed: it lasted ${minutes} min`,
  },
  samePatient: {
    asked: (why: string) => `Same patient? Asked: ${why}`,
    why: {
      silence: 'no signal of the patient for half an hour',
      gap: 'not monitored for more than half an hour',
      long: 'twelve hours since the opening',
    },
    confirmed: 'Same patient: two identifiers compared',
    other: 'Not the same patient',
  },
  moved: (from: string, to: string) => `Moved from ${from} to ${to}`,
  clock: (seconds: string) => `The computer's clock was stepped by ${seconds} s`,
  signed: (meaning: string) => `Signed (${meaning})`,
  amended: (field: string, doseId: string | undefined, before: string, after: string) =>
    `Amended: ${field}${doseId === undefined ? '' : ` of ${doseId}`} from ${before} to ${after}; signatures before are void`,
  report: (format: string, pseudonymised: boolean) =>
    `Report (${format}${pseudonymised ? ', pseudonymised' : ''}) made`,
  remsSent: 'REMS form sent',
  imported: (who: string, file: string, digest: string) =>
    `Imported from another installation${who}, file ${file}, SHA-256 ${digest}`,
} as const
