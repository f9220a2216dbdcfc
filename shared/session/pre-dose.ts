import type { Authored } from '../alarm/types.ts'
import type { Preset } from '../presets/preset.ts'

/*
 * What must be asked before a drug is given, and who it is given to. An answer is never taken for granted: an item that
 * nobody has answered stands against dosing like one that speaks against it.
 */

/** What forbids the drug: contraindications of esketamine (US label; monitoring protocols 1.5). */
const contraindications = ['aneurysm', 'malformation', 'haemorrhage', 'hypersensitivity'] as const
/** What asks for care, not for another decision: with a few words, it closes nothing (monitoring protocols 1.5). */
const cautionIds = ['heartOrBrain', 'encephalopathy', 'psychosis', 'liver', 'pregnancy'] as const
/** No food for 2 h, no liquids for 30 min, no nasal steroid or decongestant for 1 h (monitoring protocols 1.1). */
const fasting = ['food', 'liquids', 'nasalSpray'] as const
/** What must be there, where the others must be absent: enrolment in the REMS, and somebody to take the patient home (8.2). */
const arrangementIds = ['rems', 'escort'] as const

export const preDoseIds = [...contraindications, ...cautionIds, ...fasting, ...arrangementIds] as const
export type PreDoseId = (typeof preDoseIds)[number]

/** The newest answer to one item. */
export interface PreDoseAnswer extends Authored {
  readonly item: PreDoseId
  /** Nothing stands against dosing here. */
  readonly clear: boolean
  readonly text?: string
}

/** The items of this preset's checklist. Only nasal esketamine has a nose to keep clear and a REMS. */
export function preDoseItems({ route }: Pick<Preset, 'route'>): readonly PreDoseId[] {
  return route === 'nasal' ? preDoseIds : preDoseIds.filter(id => id !== 'nasalSpray' && id !== 'rems')
}

/** Does an answer that is not clear leave the gate open? */
export function isCaution(id: PreDoseId): boolean {
  return (cautionIds as readonly string[]).includes(id)
}

/** Is it the presence of this item that is clear, and its absence that speaks against dosing? */
export function isArrangement(id: PreDoseId): boolean {
  return (arrangementIds as readonly string[]).includes(id)
}
