import { citations } from '../citations.ts'
import { shippedEnglish as texts } from '../words/en/shipped.ts'
import { ceilings } from './ceiling.ts'
import { defaultLimitSources, defaultLimits } from './default-limits.ts'
import type { DueRule, Preset } from './preset.ts'
import { rateWith, ratingSources } from './rate.ts'

const after15: DueRule = {
  id: 'M5',
  label: texts.due.bpAfter(15),
  class: 'required',
  anchor: 'end',
  targetMin: 15,
  fromMin: 10,
  toMin: 20,
}
const after30: DueRule = {
  ...after15,
  id: 'M6',
  label: texts.due.bpAfter(30),
  targetMin: 30,
  fromMin: 25,
  toMin: 35,
}
const completion: DueRule = {
  ...after15,
  id: 'M8',
  label: texts.dueThen.bpLast,
  targetMin: 45,
  fromMin: 45,
  toMin: 60,
}

const due: readonly DueRule[] = [
  {
    id: 'M1',
    label: texts.due.bp(10),
    class: 'required',
    anchor: 't0',
    targetMin: 10,
    fromMin: 7,
    toMin: 13,
    everyMinWhileDosing: 10,
  },
  {
    id: 'M4',
    label: texts.dueThen.bpAtEnd,
    class: 'required',
    anchor: 'end',
    targetMin: 0,
    fromMin: -3,
    toMin: 3,
  },
  after15,
  rateWith(after15, texts.due.sedationAfter(15), ['moaas']),
  after30,
  rateWith(after30, texts.due.sedationAfter(30), ['moaas']),
  {
    id: 'M7',
    label: texts.due.bpAfter(45),
    class: 'recommended',
    anchor: 'end',
    targetMin: 45,
    fromMin: 40,
    toMin: 50,
  },
  completion,
  rateWith(completion, texts.dueThen.ratingsLast, ['moaas', 'dissociation']),
]

/** Racemic ketamine 0.5 mg/kg intravenously over 40 min (monitoring protocols 2 and 8.3). */
export const iv05mgkg40: Preset = {
  id: 'IV-0.5MGKG-40',
  version: '3',
  label: texts.presets.iv,
  drug: 'ketamine',
  route: 'iv',
  dose: { mgPerKg: 0.5 },
  ceiling: ceilings.iv.ceiling,
  infusionMin: 40,
  phaseNames: { dosing: texts.phases.infusion, observation: texts.phases.recovery },
  dischargeFrom: 'end',
  assessmentAfterMin: 45,
  dischargeAfterMin: 60,
  due,
  limits: defaultLimits,
  source: texts.sources.iv,
  sources: {
    ...defaultLimitSources,
    ...ratingSources(due, texts.sources.rated),
    dose: texts.cited.ivDose(citations.yale, citations.emory),
    ceiling: ceilings.iv.source,
    infusionMin: texts.sources.ivLength,
    assessmentAfterMin: texts.sources.assessment,
    dischargeAfterMin: texts.sources.ivDischarge,
    'due.M1': texts.sources.ivEvery,
    'due.M4': texts.sources.ivPeak,
    'due.M5': texts.cited.ivAfter(citations.emory),
    'due.M6': texts.cited.ivAfterOnce(citations.emory),
    'due.M7': texts.sources.ivUntilAssessment,
    'due.M8': texts.sources.last,
  },
}
