import { commonEnglish } from '../words/en/common.ts'
import type { Words } from '../words/index.ts'
import { shippedPreset } from './clinic.ts'
import { comparePresets } from './figures.ts'
import type { Difference, Preset } from './preset.ts'

/** How a version differed from what ships when it was approved. */
export function differsAsApproved(preset: Preset, words: Words): readonly Difference[] {
  const kept = preset.clinic?.approved?.differs ?? []
  const base = shippedPreset(preset.clinic?.basedOn.id)
  return base ? sayAsKept(kept, said => comparePresets(base, preset, said), words) : kept
}

/**
 * Differences that are kept in English, in these words: what `compare` finds today is said, and whatever has changed since, or was
 * removed for a pseudonym, stands as it is kept.
 */
export function sayAsKept(
  kept: readonly Difference[],
  compare: (words: Words) => readonly Difference[],
  words: Words,
): readonly Difference[] {
  const english = compare(commonEnglish)
  const said = compare(words)
  // Two figures that one language cannot tell apart are none: nothing is said in the place of another.
  if (said.length !== english.length) return kept
  return kept.map(difference => {
    const { field, before, after } = difference
    const alike = english.filter(known => known.field === field)
    const known = alike.find(one => one.before === before && one.after === after) ?? alike[0]
    const now = known && said[english.indexOf(known)]
    if (!known || !now) return difference
    return {
      field: now.field,
      before: known.before === before ? now.before : before,
      after: known.after === after ? now.after : after,
    }
  })
}
