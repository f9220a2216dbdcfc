import { ceilings } from './ceiling.ts'
import { defaultLimitSources, defaultLimits } from './default-limits.ts'
import type { DueRule, Preset } from './preset.ts'
import { rateWith, ratingSources } from './rate.ts'

const after15: DueRule = {
  id: 'M5',
  label: 'BP +15',
  class: 'required',
  anchor: 'end',
  targetMin: 15,
  fromMin: 10,
  toMin: 20,
}
const after30: DueRule = { ...after15, id: 'M6', label: 'BP +30', targetMin: 30, fromMin: 25, toMin: 35 }
const completion: DueRule = {
  ...after15,
  id: 'M8',
  label: 'BP before discharge',
  targetMin: 45,
  fromMin: 45,
  toMin: 60,
}

const due: readonly DueRule[] = [
  {
    id: 'M1',
    label: 'BP 10',
    class: 'required',
    anchor: 't0',
    targetMin: 10,
    fromMin: 7,
    toMin: 13,
    everyMinWhileDosing: 10,
  },
  {
    id: 'M4',
    label: 'BP at end of infusion',
    class: 'required',
    anchor: 'end',
    targetMin: 0,
    fromMin: -3,
    toMin: 3,
  },
  after15,
  rateWith(after15, 'Sedation +15', ['moaas']),
  after30,
  rateWith(after30, 'Sedation +30', ['moaas']),
  { id: 'M7', label: 'BP +45', class: 'recommended', anchor: 'end', targetMin: 45, fromMin: 40, toMin: 50 },
  completion,
  rateWith(completion, 'Sedation, dissociation before discharge', ['moaas', 'dissociation']),
]

/** Racemic ketamine 0.5 mg/kg intravenously over 40 min (monitoring protocols 2 and 8.3). */
export const iv05mgkg40: Preset = {
  id: 'IV-0.5MGKG-40',
  version: '3',
  label: 'Ketamine IV 0.5 mg/kg over 40 min',
  drug: 'ketamine',
  route: 'iv',
  dose: { mgPerKg: 0.5 },
  ceiling: ceilings.iv.ceiling,
  infusionMin: 40,
  phaseNames: { dosing: 'INFUSION', observation: 'RECOVERY' },
  dischargeFrom: 'end',
  assessmentAfterMin: 45,
  dischargeAfterMin: 60,
  due,
  limits: defaultLimits,
  source: 'Published infusion practice; windows after monitoring protocols 8.3',
  sources: {
    ...defaultLimitSources,
    ...ratingSources(
      due,
      'Project proposal: rated with the pressure, until nothing of the drug is left to be seen.',
    ),
    dose: 'Published infusion series: 0.5 mg/kg (Yale 2024, Emory 2018 and others).',
    ceiling: ceilings.iv.source,
    infusionMin: 'Published infusion series: over 40 min.',
    assessmentAfterMin: 'Project proposal: the assessment takes up to a quarter of an hour.',
    dischargeAfterMin:
      'Project proposal. Pressures were back at baseline within 90 min after the infusion in 49 inpatients; clinics often use 120.',
    'due.M1': 'Published infusion series: BP every 10 min during the infusion.',
    'due.M4': 'Published infusion series: the pressure peaks at 30 to 40 min of the infusion.',
    'due.M5': 'Emory 2018: every 15 min after the infusion.',
    'due.M6': 'Emory 2018: every 15 min after the infusion; another series measured once, at 30 min.',
    'due.M7': 'Project proposal: every 15 min until the assessment.',
    'due.M8': 'Project proposal: a blood pressure before completion, as the esketamine REMS asks for.',
  },
}
