import { defaultLimits } from './default-limits.ts'
import type { DueRule, Preset } from './preset.ts'

/** Esketamine nasal spray, 84 mg: three 28 mg devices, 5 min apart (US label; monitoring protocols 1.1, 8.2). */
export const spravato84: Preset = {
  id: 'SPRAVATO-84',
  version: '1',
  label: 'SPRAVATO 84 mg',
  drug: 'esketamine',
  route: 'nasal',
  dose: { mg: 84 },
  devices: { count: 3, mgEach: 28, restMin: 5 },
  phaseNames: { dosing: 'DOSING', observation: 'OBSERVATION' },
  assessmentAfterMin: 105,
  dischargeAfterMin: 120,
  due: spravatoDue(),
  limits: defaultLimits,
  source: 'Esketamine US label and REMS; windows after monitoring protocols 8.2',
}

/** The windows of every nasal esketamine preset. */
export function spravatoDue(): readonly DueRule[] {
  return [
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
