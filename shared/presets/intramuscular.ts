import { citations } from '../citations.ts'
import { shippedEnglish as texts } from '../words/en/shipped.ts'
import { ceilings } from './ceiling.ts'
import { defaultLimitSources, defaultLimits } from './default-limits.ts'
import type { DueRule, Preset } from './preset.ts'

/**
 * Racemic ketamine into the muscle (monitoring protocols 3 and 8.4). A booster begins the list of measurements anew. There
 * is no published blood-pressure series for this route: the windows rest on pharmacokinetics.
 */
export const intramuscular: Preset = {
  id: 'IM',
  version: '2',
  label: texts.presets.intramuscular,
  drug: 'ketamine',
  route: 'im',
  // 38 mg are about 0.5 mg/kg given intravenously to 70 kg.
  dose: { simulatedMg: 38 },
  ceiling: ceilings.im.ceiling,
  boosters: true,
  phaseNames: { dosing: texts.phases.dosing, observation: texts.phases.observation },
  dischargeFrom: 'end',
  // Project decision, as for nasal esketamine: the assessment may begin a quarter of an hour before the earliest discharge.
  assessmentAfterMin: 75,
  dischargeAfterMin: 90,
  due: [
    bp('M1', 'recommended', 5, 3, 7),
    bp('M2', 'required', 10, 8, 12),
    bp('M3', 'recommended', 15, 12, 18),
    bp('M4', 'recommended', 20, 18, 23),
    bp('M5', 'required', 30, 26, 34),
    bp('M6', 'recommended', 45, 40, 50),
    bp('M7', 'required', 60, 55, 65),
    { ...bp('M8', 'recommended', 90, 85, 95), everyMin: 30 },
    {
      id: 'M9',
      label: texts.dueThen.bpLast,
      class: 'required',
      anchor: 'end',
      targetMin: 75,
      fromMin: 75,
      toMin: 90,
    },
  ],
  limits: defaultLimits,
  source: texts.sources.intramuscular,
  sources: {
    ...defaultLimitSources,
    dose: texts.cited.imDose(citations.askp),
    ceiling: ceilings.im.source,
    boosters: texts.sources.imBoosters,
    assessmentAfterMin: texts.sources.assessment,
    dischargeAfterMin: texts.sources.imDischarge,
    'due.M1': texts.sources.imOnset,
    'due.M2': texts.sources.imPeak,
    'due.M3': texts.sources.imPeak,
    'due.M4': texts.sources.imDecline,
    'due.M5': texts.sources.imDecline,
    'due.M6': texts.sources.imDecline,
    'due.M7': texts.sources.imFelt,
    'due.M8': texts.sources.imUntilEnd,
    'due.M9': texts.sources.last,
  },
}

function bp(
  id: string,
  dueClass: DueRule['class'],
  targetMin: number,
  fromMin: number,
  toMin: number,
): DueRule {
  return { id, label: texts.due.bp(targetMin), class: dueClass, anchor: 'dose', targetMin, fromMin, toMin }
}
