import { choosePreset, type PresetView, viewPresets } from '../../shared/presets/clinic.ts'
import type { Preset } from '../../shared/presets/preset.ts'
import { phrase } from '../../shared/words/host.ts'
import { spokenWords } from '../../shared/words/spoken.ts'
import type { StoredPresets } from './contracts/record.ts'
import { Refusal } from './refusal.ts'

/** Shipped presets, and each version of the clinic's. */
export function listPresets({ records }: StoredPresets): readonly PresetView[] {
  return viewPresets(records, spokenWords)
}

/** The preset of this id that a session may be opened with. @throws Error with one sentence why there is none */
export function requirePreset(stored: StoredPresets, id: string): Preset {
  const chosen = choosePreset(listPresets(stored), id)
  if (chosen.ok) return chosen.preset
  const problem = stored.problems.findLast(known => known.id.toUpperCase() === id.toUpperCase())
  throw problem ? new Error(describeProblem(problem)) : new Refusal(chosen.error)
}

/** Why a stored preset cannot be used, in one sentence. */
export function describeProblem({ id, version, sentence }: StoredPresets['problems'][number]): string {
  return phrase.core.presetUnusable(id, version, sentence)
}
