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
  label: 'Ketamine intramuscular',
  drug: 'ketamine',
  route: 'im',
  // 38 mg are about 0.5 mg/kg given intravenously to 70 kg.
  dose: { simulatedMg: 38 },
  ceiling: ceilings.im.ceiling,
  boosters: true,
  phaseNames: { dosing: 'DOSING', observation: 'OBSERVATION' },
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
      label: 'BP before discharge',
      class: 'required',
      anchor: 'end',
      targetMin: 75,
      fromMin: 75,
      toMin: 90,
    },
  ],
  limits: defaultLimits,
  source: 'Pharmacokinetics of the route; windows after monitoring protocols 8.4',
  sources: {
    ...defaultLimitSources,
    dose: 'ASKP, routes of administration: 38 mg intramuscularly are about 0.5 mg/kg intravenously in 70 kg (simulated patients only).',
    ceiling: ceilings.im.source,
    boosters: 'Project proposal: a booster begins the list of measurements anew.',
    assessmentAfterMin: 'Project proposal: the assessment takes up to a quarter of an hour.',
    dischargeAfterMin: 'Project proposal: half an hour more than the felt duration of about 60 min.',
    'due.M1': 'Onset after about 5 min.',
    'due.M2': 'Pharmacokinetics: plasma peak at 5 to 15 min.',
    'due.M3': 'Pharmacokinetics: plasma peak at 5 to 15 min.',
    'due.M4': 'Project proposal: decline after the peak.',
    'due.M5': 'Project proposal: decline after the peak.',
    'due.M6': 'Project proposal: decline after the peak.',
    'due.M7': 'Project proposal: felt duration about 60 min.',
    'due.M8': 'Project proposal: every half hour until the end.',
    'due.M9': 'Project proposal: a blood pressure before completion, as the esketamine REMS asks for.',
  },
}

function bp(
  id: string,
  dueClass: DueRule['class'],
  targetMin: number,
  fromMin: number,
  toMin: number,
): DueRule {
  return { id, label: `BP ${targetMin}`, class: dueClass, anchor: 'dose', targetMin, fromMin, toMin }
}
