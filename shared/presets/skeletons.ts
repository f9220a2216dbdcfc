import { citations } from '../citations.ts'
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

const texts = words.shipped
const { delSant } = citations

/** Esketamine under the skin, one injection. T0: the injection. */
const drawn: Preset = {
  id: 'SC-ESKETAMINE',
  version: '1',
  label: texts.presets.subcutaneous,
  drug: 'esketamine',
  route: 'subcutaneous',
  dose: { mgPerKg: 0.5 },
  ceiling: ceilings.subcutaneous.ceiling,
  phaseNames: { dosing: texts.phases.dosing, observation: texts.phases.observation },
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
      label: texts.dueThen.bpLast,
      class: 'required',
      anchor: 't0',
      targetMin: 105,
      fromMin: 105,
      toMin: 120,
    },
  ],
  limits: defaultLimits,
  source: texts.cited.subcutaneous(delSant),
  sources: {
    ...defaultLimitSources,
    dose: texts.cited.subcutaneousDose(delSant),
    ceiling: ceilings.subcutaneous.source,
    assessmentAfterMin: texts.sources.assessmentMarked,
    dischargeAfterMin: texts.cited.subcutaneousDischarge(delSant),
    'due.M1': texts.cited.subcutaneousEvery(delSant),
    'due.M2': texts.cited.subcutaneousPeak(delSant),
    'due.M3': texts.cited.subcutaneousPeak(delSant),
    'due.M4': texts.cited.subcutaneousEvery(delSant),
    'due.M5': texts.cited.subcutaneousEvery(delSant),
    'due.M6': texts.cited.subcutaneousWatched(delSant),
    'due.M7': texts.sources.lastMarked,
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
  return { id, label: texts.due.bp(targetMin), class: dueClass, anchor: 't0', targetMin, fromMin, toMin }
}
