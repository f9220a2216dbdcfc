import { commonEnglish as words } from '../words/en/common.ts'
import { ceilings } from './ceiling.ts'
import { defaultLimitSources, defaultLimits } from './default-limits.ts'
import { openFigures } from './figures.ts'
import type { DueRule, Preset } from './preset.ts'

/*
 * Skeletons: treatments that clinics give and that Vigil has no preset for. Their figures come from publications and stand
 * there for the medical director to complete: no session is opened with one, only with a clinic's copy whose figures have all
 * been settled, and which has been approved.
 */

/** Of one series of 70 patients, on weekly injections, watched for 120 min (doi 10.1177/0269881120922955). */
const delSantSource = 'Del Sant and others, J Psychopharmacol 2020 (doi 10.1177/0269881120922955)'

/** Esketamine under the skin, one injection. T0: the injection. */
const drawn: Preset = {
  id: 'SC-ESKETAMINE',
  version: '1',
  label: 'Esketamine subcutaneous',
  drug: 'esketamine',
  route: 'subcutaneous',
  dose: { mgPerKg: 0.5 },
  ceiling: ceilings.subcutaneous.ceiling,
  phaseNames: { dosing: 'DOSING', observation: 'OBSERVATION' },
  dischargeFrom: 't0',
  assessmentAfterMin: 105,
  dischargeAfterMin: 120,
  due: [
    bp('M1', 'recommended', 15, 10, 20),
    bp('M2', 'required', 30, 25, 35),
    bp('M3', 'required', 45, 40, 50),
    bp('M4', 'recommended', 60, 55, 65),
    bp('M5', 'recommended', 75, 70, 80),
    bp('M6', 'required', 90, 85, 95),
    {
      id: 'M7',
      label: 'BP before discharge',
      class: 'required',
      anchor: 't0',
      targetMin: 105,
      fromMin: 105,
      toMin: 120,
    },
  ],
  limits: defaultLimits,
  source: `${delSantSource}; for the medical director to complete`,
  sources: {
    ...defaultLimitSources,
    dose: `${delSantSource}: weekly doses of 0.5, 0.75 or 1.0 mg/kg by response; 0.5 is the first of them.`,
    ceiling: ceilings.subcutaneous.source,
    assessmentAfterMin: 'Project proposal [P]: the assessment takes up to a quarter of an hour.',
    dischargeAfterMin: `${delSantSource}: watched for 120 min, when the pressure was back where it had been; 90 min are strongly recommended there.`,
    'due.M1': `${delSantSource}: every 15 min after the injection.`,
    'due.M2': `${delSantSource}: the mean pressure is highest within 30 to 45 min.`,
    'due.M3': `${delSantSource}: the mean pressure is highest within 30 to 45 min.`,
    'due.M4': `${delSantSource}: every 15 min after the injection.`,
    'due.M5': `${delSantSource}: every 15 min after the injection.`,
    'due.M6': `${delSantSource}: pressure to be watched for 90 min, since 14 of 70 patients went over 180 or 110 mmHg.`,
    'due.M7': 'Project proposal [P]: a blood pressure before completion, as the esketamine REMS asks for.',
  },
}

/** Every skeleton that ships, with all that has to be settled before its copy can be used. */
export const skeletons: readonly Preset[] = [{ ...drawn, toComplete: openFigures(drawn, words) }]

function bp(
  id: string,
  dueClass: DueRule['class'],
  targetMin: number,
  fromMin: number,
  toMin: number,
): DueRule {
  return { id, label: `BP ${targetMin}`, class: dueClass, anchor: 't0', targetMin, fromMin, toMin }
}
