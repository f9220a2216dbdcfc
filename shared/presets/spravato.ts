import { brands } from '../citations.ts'
import { shippedEnglish as texts } from '../words/en/shipped.ts'
import { ceilings } from './ceiling.ts'
import { defaultLimitSources, defaultLimits } from './default-limits.ts'
import type { DueRule, Preset } from './preset.ts'
import { rateWith, ratingSources } from './rate.ts'

/** One device: two sprays. */
const MG_EACH = 28

/** Esketamine nasal spray, 56 mg: two 28 mg devices, 5 min apart (US label; monitoring protocols 1.1, 8.2). */
export const spravato56: Preset = {
  ...makeSpravato(2),
  id: 'SPRAVATO-56',
  label: brands.spravato56,
}

/** Esketamine nasal spray, 84 mg: three devices. */
export const spravato84: Preset = {
  ...makeSpravato(3),
  id: 'SPRAVATO-84',
  label: brands.spravato84,
}

function makeSpravato(count: number): Omit<Preset, 'id' | 'label'> {
  return {
    version: '3',
    drug: 'esketamine',
    route: 'nasal',
    dose: { mg: count * MG_EACH },
    ceiling: ceilings.nasal.ceiling,
    devices: { count, mgEach: MG_EACH, restMin: 5 },
    phaseNames: { dosing: texts.phases.dosing, observation: texts.phases.observation },
    dischargeFrom: 'end',
    assessmentAfterMin: 105,
    dischargeAfterMin: 120,
    due: spravatoDue(),
    limits: defaultLimits,
    source: texts.sources.spravato,
    sources: {
      ...defaultLimitSources,
      ...ratingSources(spravatoDue(), texts.sources.spravatoRated),
      dose: texts.sources.spravatoDose,
      ceiling: ceilings.nasal.source,
      devices: texts.sources.spravatoDevices,
      'devices.restMin': texts.sources.spravatoRest,
      assessmentAfterMin: texts.sources.assessment,
      dischargeAfterMin: texts.sources.spravatoDischarge,
      'due.M1': texts.sources.spravatoFirst,
      'due.M2': texts.sources.spravatoPeak,
      'due.M3': texts.sources.spravatoDecline,
      'due.M4': texts.sources.spravatoGone,
      'due.M5': texts.sources.spravatoLast,
    },
  }
}

/** The windows of every nasal esketamine preset. */
function spravatoDue(): readonly DueRule[] {
  const rows: readonly DueRule[] = [
    bp('M1', 'recommended', 20, 15, 25),
    bp('M2', 'required', 40, 35, 50),
    bp('M3', 'recommended', 60, 55, 70),
    bp('M4', 'recommended', 90, 80, 100),
    {
      id: 'M5',
      label: texts.dueThen.bpLast,
      class: 'required',
      anchor: 'end',
      targetMin: 105,
      fromMin: 105,
      toMin: 120,
    },
  ]
  return rows.flatMap(row => [
    row,
    rateWith(row, row.anchor === 'end' ? texts.dueThen.ratingsLast : texts.due.ratings(row.targetMin), [
      'moaas',
      'dissociation',
    ]),
  ])
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
