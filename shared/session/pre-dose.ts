import type { Act } from '../alarm/types.ts'
import type { Preset } from '../presets/preset.ts'

/*
 * What must be asked before a drug is given, and who it is given to. An answer is never taken for granted: an item that
 * nobody has answered stands against dosing like one that speaks against it.
 */

/**
 * The first four: contraindications of esketamine (US label; monitoring protocols 1.5). The others: no food for 2 h, no
 * liquids for 30 min, no nasal steroid or decongestant for 1 h (monitoring protocols 1.1).
 */
export const preDoseIds = [
  'aneurysm',
  'malformation',
  'haemorrhage',
  'hypersensitivity',
  'food',
  'liquids',
  'nasalSpray',
] as const
export type PreDoseId = (typeof preDoseIds)[number]

/** The newest answer to one item. */
export interface PreDoseAnswer extends Act {
  readonly item: PreDoseId
  /** Nothing stands against dosing here. */
  readonly clear: boolean
  readonly text?: string
}

/** The items of this preset's checklist. */
export function preDoseItems({ route }: Pick<Preset, 'route'>): readonly PreDoseId[] {
  return route === 'nasal' ? preDoseIds : preDoseIds.filter(id => id !== 'nasalSpray')
}
