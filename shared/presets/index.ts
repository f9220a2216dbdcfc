import { intramuscular } from './intramuscular.ts'
import { iv05mgkg40 } from './iv-0.5mgkg-40.ts'
import type { Preset } from './preset.ts'
import { spravato56, spravato84 } from './spravato.ts'
import { sublingual } from './sublingual.ts'

export type { Preset } from './preset.ts'

/** The presets that ship with Vigil, in the order shown. Each needs the clinic's approval before use. */
export const presets: readonly Preset[] = [spravato56, spravato84, iv05mgkg40, intramuscular, sublingual]

/** The preset with this id, or undefined. Letter case does not matter. */
export function findPreset(id: string): Preset | undefined {
  return presets.find(preset => preset.id.toUpperCase() === id.toUpperCase())
}
