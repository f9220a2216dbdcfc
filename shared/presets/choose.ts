import type { Preset } from './preset.ts'
import type { PresetState } from './state.ts'

/* Which presets there are to choose from, for whoever has a list of them: a window has no other. */

export const defaultPresetId = 'SPRAVATO-84'

interface Listed {
  readonly preset: Preset
  readonly state: PresetState
}

export function isChoosable({ state }: Pick<Listed, 'state'>): boolean {
  return state === 'shipped' || state === 'approved'
}

/** Every version of the preset with this id, oldest first. Letter case does not matter. */
export function versionsOf<View extends Pick<Listed, 'preset'>>(
  views: readonly View[],
  id: string,
): readonly View[] {
  return views.filter(view => view.preset.id.toUpperCase() === id.toUpperCase())
}

/** The shipped preset that a clinic's is based on, as it ships now; undefined: it ships no longer, or is no clinic's. */
export function baseIn(views: readonly Listed[], { clinic }: Preset): Preset | undefined {
  return views.find(
    ({ preset, state }) => preset.id === clinic?.basedOn.id && (state === 'shipped' || state === 'skeleton'),
  )?.preset
}
