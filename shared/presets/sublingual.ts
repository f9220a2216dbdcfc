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
  label: 'Ketamine sublingual lozenge',
  drug: 'ketamine',
  route: 'sublingual',
  // 100 mg are about 0.5 mg/kg given intravenously to 70 kg.
  dose: { simulatedMg: 100 },
  ceiling: ceilings.sublingual.ceiling,
  holdMin: 15,
  phaseNames: { dosing: 'DOSING', observation: 'OBSERVATION' },
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
      label: 'BP before discharge',
      class: 'required',
      anchor: 't0',
      targetMin: 105,
      fromMin: 105,
      toMin: 120,
    },
  ],
  limits: defaultLimits,
  source: 'Pharmacokinetics of the route; windows after monitoring protocols 8.5',
  sources: {
    ...defaultLimitSources,
    dose: 'ASKP, routes of administration: about 100 mg sublingually equal 0.5 mg/kg intravenously in 70 kg (simulated patients only).',
    ceiling: ceilings.sublingual.source,
    holdMin: 'Common practice, not checked against a text: 10 to 20 min in the mouth.',
    assessmentAfterMin: 'Project proposal: the assessment takes up to a quarter of an hour.',
    dischargeAfterMin: 'Project proposal: the effect fades over 1 to 2 h.',
    'due.M1': 'Onset after 15 to 20 min.',
    'due.M2': 'Pharmacokinetics: peak quoted at 20 to 30 min.',
    'due.M3': 'Pharmacokinetics: plasma peak measured at 46 min (standard deviation 31).',
    'due.M4': 'Project proposal: swallowing adds a later peak.',
    'due.M5': 'Project proposal: the effect fades over 1 to 2 h.',
    'due.M6': 'Project proposal: a blood pressure before completion, as the esketamine REMS asks for.',
  },
}

function bp(
  id: string,
  dueClass: DueRule['class'],
  targetMin: number,
  fromMin: number,
  toMin: number,
): DueRule {
  return { id, label: `BP ${targetMin}`, class: dueClass, anchor: 't0', targetMin, fromMin, toMin }
}
