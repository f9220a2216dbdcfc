import type { Dose } from '../../shared/session/types.ts'

/** Pixels that the milligrams of a dose need beside its line. */
const NEAR_PX = 56

export interface DoseLabel {
  /** Of the dose that it stands beside. */
  readonly id: string
  readonly said: string
}

/** What was given, said once where lines stand too near to each other for a label each: '3 × 28 mg', '28 + 56 mg'. */
export function labelDoses(
  doses: readonly Pick<Dose, 'id' | 'mg' | 'at'>[],
  x: (monoMs: number) => number,
): readonly DoseLabel[] {
  const groups: (typeof doses)[number][][] = []
  let lastX = Number.NEGATIVE_INFINITY
  for (const dose of doses.toSorted((a, b) => a.at.monoMs - b.at.monoMs)) {
    const at = x(dose.at.monoMs)
    if (at - lastX < NEAR_PX) groups.at(-1)?.push(dose)
    else groups.push([dose])
    lastX = at
  }
  return groups.flatMap(group => {
    const last = group.at(-1)
    if (!last) return []
    const isSame = group.every(({ mg }) => mg === last.mg)
    const amount = isSame ? `${last.mg}` : group.map(({ mg }) => mg).join(' + ')
    const times = isSame && group.length > 1 ? `${group.length} × ` : ''
    return [{ id: last.id, said: `${times}${amount} mg` }]
  })
}
