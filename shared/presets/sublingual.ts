import { citations } from '../citations.ts'
import { shippedEnglish as texts } from '../words/en/shipped.ts'
import { ceilings } from './ceiling.ts'
import { defaultLimitSources, defaultLimits } from './default-limits.ts'
import type { DueRule, Preset } from './preset.ts'

/**
 * Racemic ketamine lozenge (monitoring protocols 3 and 8.5). T0: in the mouth; dosing ends when it is spat out or
 * swallowed, and swallowing adds a later peak. There is no published blood-pressure series for this route.
 */
export const sublingual: Preset = {
  id: 'SUBLINGUAL',
  version: '2',
  label: texts.presets.sublingual,
  drug: 'ketamine',
  route: 'sublingual',
  // 100 mg are about 0.5 mg/kg given intravenously to 70 kg.
  dose: { simulatedMg: 100 },
  ceiling: ceilings.sublingual.ceiling,
  holdMin: 15,
  phaseNames: { dosing: texts.phases.dosing, observation: texts.phases.observation },
  dischargeFrom: 't0',
  // Project decision, as for nasal esketamine: the assessment may begin a quarter of an hour before the earliest discharge.
  assessmentAfterMin: 105,
  dischargeAfterMin: 120,
  due: [
    bp('M1', 'recommended', 15, 10, 20),
    bp('M2', 'required', 30, 25, 35),
    bp('M3', 'recommended', 45, 40, 50),
    bp('M4', 'required', 60, 55, 65),
    bp('M5', 'recommended', 90, 80, 100),
    {
      id: 'M6',
      label: texts.dueThen.bpLast,
      class: 'required',
      anchor: 't0',
      targetMin: 105,
      fromMin: 105,
      toMin: 120,
    },
  ],
  limits: defaultLimits,
  source: texts.sources.sublingual,
  sources: {
    ...defaultLimitSources,
    dose: texts.cited.sublingualDose(citations.askp),
    ceiling: ceilings.sublingual.source,
    holdMin: texts.sources.sublingualHold,
    assessmentAfterMin: texts.sources.assessment,
    dischargeAfterMin: texts.sources.sublingualFades,
    'due.M1': texts.sources.sublingualOnset,
    'due.M2': texts.sources.sublingualPeakQuoted,
    'due.M3': texts.sources.sublingualPeakMeasured,
    'due.M4': texts.sources.sublingualSwallowed,
    'due.M5': texts.sources.sublingualFades,
    'due.M6': texts.sources.last,
  },
}

function bp(
  id: string,
  dueClass: DueRule['class'],
  targetMin: number,
  fromMin: number,
  toMin: number,
): DueRule {
  return { id, label: texts.due.bp(targetMin), class: dueClass, anchor: 't0', targetMin, fromMin, toMin }
}
