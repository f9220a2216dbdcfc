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
  label: 'SPRAVATO 56 mg',
}

/** Esketamine nasal spray, 84 mg: three devices. */
export const spravato84: Preset = {
  ...makeSpravato(3),
  id: 'SPRAVATO-84',
  label: 'SPRAVATO 84 mg',
}

function makeSpravato(count: number): Omit<Preset, 'id' | 'label'> {
  return {
    version: '3',
    drug: 'esketamine',
    route: 'nasal',
    dose: { mg: count * MG_EACH },
    ceiling: ceilings.nasal.ceiling,
    devices: { count, mgEach: MG_EACH, restMin: 5 },
    phaseNames: { dosing: 'DOSING', observation: 'OBSERVATION' },
    dischargeFrom: 'end',
    assessmentAfterMin: 105,
    dischargeAfterMin: 120,
    due: spravatoDue(),
    limits: defaultLimits,
    source: 'Esketamine US label and REMS; windows after monitoring protocols 8.2',
    sources: {
      ...defaultLimitSources,
      ...ratingSources(
        spravatoDue(),
        'US esketamine label and REMS: watched until sedation and dissociation have resolved; the times, those of the pressure, are a project proposal.',
      ),
      dose: 'US esketamine label: 56 mg or 84 mg.',
      ceiling: ceilings.nasal.source,
      devices: 'US esketamine label: 28 mg a device, two sprays each.',
      'devices.restMin': 'US esketamine label, administration: 5 minutes between devices.',
      assessmentAfterMin: 'Project proposal: the assessment takes up to a quarter of an hour.',
      dischargeAfterMin:
        'REMS: at least 2 h of observation. Counted from the last device (project decision: the safer reading of the label).',
      'due.M1': 'Project proposal: first check, before the plasma peak (20 to 40 min).',
      'due.M2':
        'US esketamine label: about 40 min after the dose. The window serves both readings of "after": first and last device.',
      'due.M3': 'US esketamine label: until values decline; times are a project proposal.',
      'due.M4': 'Project proposal: sedation and dissociation have usually gone by 90 min.',
      'due.M5': 'REMS monitoring form: a blood pressure before completion.',
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
      label: 'BP before discharge',
      class: 'required',
      anchor: 'end',
      targetMin: 105,
      fromMin: 105,
      toMin: 120,
    },
  ]
  return rows.flatMap(row => [
    row,
    rateWith(row, row.label.replace('BP', 'Sedation, dissociation'), ['moaas', 'dissociation']),
  ])
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
