import { defaultLimits } from './default-limits.ts'
import type { DueRule, Preset } from './preset.ts'
import { rateWith } from './rate.ts'

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

/** Racemic ketamine 0.5 mg/kg intravenously over 40 min (monitoring protocols 2 and 8.3). */
export const iv05mgkg40: Preset = {
  id: 'IV-0.5MGKG-40',
  version: '1',
  label: 'Ketamine IV 0.5 mg/kg over 40 min',
  drug: 'ketamine',
  route: 'iv',
  dose: { mgPerKg: 0.5 },
  infusionMin: 40,
  phaseNames: { dosing: 'INFUSION', observation: 'RECOVERY' },
  dischargeFrom: 'end',
  assessmentAfterMin: 45,
  dischargeAfterMin: 60,
  due: [
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
  ],
  limits: defaultLimits,
  source: 'Published infusion practice; windows after monitoring protocols 8.3',
}
