import { choosePreset, type PresetView, viewPresets } from '../../shared/presets/clinic.ts'
import type { Preset } from '../../shared/presets/preset.ts'
import type { ReadStore } from '../store/index.ts'

/** Shipped presets, and each version of the clinic's. */
export function listPresets(store: Pick<ReadStore, 'presets'>): readonly PresetView[] {
  return viewPresets(store.presets().records)
}

/** The preset of this id that a session may be opened with. @throws Error with one sentence why there is none */
export function requirePreset(store: Pick<ReadStore, 'presets'>, id: string): Preset {
  const chosen = choosePreset(listPresets(store), id)
  if (chosen.ok) return chosen.preset
  const problem = store.presets().problems.findLast(known => known.id.toUpperCase() === id.toUpperCase())
  throw new Error(problem ? describeProblem(problem) : chosen.error)
}

/** Why a stored preset cannot be used, in one sentence. */
export function describeProblem({
  id,
  version,
  sentence,
}: ReturnType<ReadStore['presets']>['problems'][number]): string {
  return `The stored preset ${id} v${version} cannot be used by this version of Vigil: ${sentence}`
}
