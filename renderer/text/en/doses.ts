import type { DoseDoubt, DosePlan } from '../../../shared/session/dose-plan.ts'
import type { Weight } from '../../../shared/session/types.ts'

/** Words of doses and weights. */
export const doses = {
  planned: 'Planned',
  mg: (mg: number) => `${mg} mg`,
  drug: (drug: string, route: string) => `${drug}, ${route}`,
  from: {
    preset: 'by the preset',
    prescriber: 'as the prescriber has planned it for this patient',
    firstDose: 'as the first dose: more than that is asked about',
  } satisfies Record<DosePlan['from'], string>,
  byWeight: (mgPerKg: number, kg: number) => `${mgPerKg} mg/kg x ${kg} kg`,
  rate: (mgPerH: number, minutes: number) => `${mgPerH} mg/h over ${minutes} min`,
  most: (mg: number) => `At most ${mg} mg in this session.`,
  mostAfter: (mg: number, before: number) => `At most ${mg} mg in this session, ${before} mg of it given.`,
  noPlan: 'no figure: the prescriber says the dose',
  noWeight: 'Enter the weight: the dose follows from it.',
  weightSaid: (weight: string, time: string, by: string) => `Weight ${weight}, ${time} by ${by}`,
  weightSource: {
    opening: 'said when the session was opened',
    dosing: 'said with the dose',
    changed: 'changed in the session',
  } satisfies Record<Weight['source'], string>,
  kg: (kg: number) => `${kg} kg`,
  kgOfLb: (kg: number, lb: number) => `${kg} kg (entered as ${lb} lb)`,
  doubt: {
    refuse: (figure: string, most: string) =>
      `${figure} is over the most that may be given, ${most}. Check dose and weight.`,
    askReason: (figure: string, percent: number, planned: string) =>
      `${figure} is ${percent} % off the planned ${planned}. Say why.`,
    askPrescriber: (figure: string, percent: number, planned: string) =>
      `${figure} is ${percent} % off the planned ${planned}. A prescriber must give it, with a reason, or plan it first.`,
  } satisfies Record<DoseDoubt['step'], unknown>,
  mgPerH: (mgPerH: number) => `${mgPerH} mg/h`,
  why: 'Reason for this dose',
  minutesAgo: 'Given, minutes ago',
  minutesAgoHint: 'empty: now; 60 at most; T0 lies that much earlier',
  doneAgo: 'Minutes ago',
  pumpRate: 'Pump rate (mg/h)',
  weight: 'Weight',
  unit: 'Unit of weight',
  units: { kg: 'kg', lb: 'lb' },
  inKg: (kg: number) => `that is ${kg} kg`,
  weightOff: (kg: number, percent: number, known: number, when: string) =>
    `${kg} kg is ${percent} % off the last known weight, ${known} kg${when}. Look at the scale again, and at its unit.`,
  ofDay: (day: string) => ` of ${day}`,
  weightRight: 'The weight is right',
  toDoses: 'Doses and weight',
  sheet: {
    title: 'Doses and weight',
    given: 'Given',
    none: 'Nothing has been given yet.',
    dose: (time: string, what: string, by: string) => `${time}  ${what}, by ${by}`,
    what: (mg: number, drug: string, device: number | undefined, lot: string | undefined) =>
      `${device === undefined ? '' : `device ${device}, `}${mg} mg ${drug}${lot === undefined ? '' : `, lot ${lot}`}`,
    was: (time: string, mg: number, lot: string | undefined, by: string, reason: string) =>
      `before: ${time}, ${mg} mg${lot === undefined ? '' : `, lot ${lot}`}; corrected by ${by} (${reason})`,
    recordedLater: (time: string) => `recorded at ${time}`,
    withdrawn: (by: string, time: string, reason: string) => `withdrawn by ${by} at ${time} (${reason})`,
    which: 'Dose',
    change: 'Put a dose right',
    changeNote:
      'What stood there before stays in the record and in the report. T0 and all that counts from it move with the dose.',
    mg: 'Dose (mg)',
    lot: 'Lot number',
    minutesAgo: 'Given, minutes ago from now',
    correct: 'Correct the dose',
    withdraw: 'Withdraw the dose',
    plan: 'Plan another dose (prescriber)',
    planNow: 'Plan this dose',
    weight: 'Change the weight',
    weightNow: 'Record the weight',
    weights: 'Weights',
    noWeight: 'No weight has been said.',
    earlier: (kg: number, day: string) => `${kg} kg in the session of ${day}`,
  },
} as const
