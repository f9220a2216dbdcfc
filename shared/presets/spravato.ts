import { defaultLimits } from './default-limits.ts'
import type { DueRule, Preset } from './preset.ts'
import { rateWith } from './rate.ts'

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
    version: '1',
    drug: 'esketamine',
    route: 'nasal',
    dose: { mg: count * MG_EACH },
    devices: { count, mgEach: MG_EACH, restMin: 5 },
    phaseNames: { dosing: 'DOSING', observation: 'OBSERVATION' },
    dischargeFrom: 'end',
    assessmentAfterMin: 105,
    dischargeAfterMin: 120,
    due: spravatoDue(),
    limits: defaultLimits,
    source: 'Esketamine US label and REMS; windows after monitoring protocols 8.2',
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
