import type { PresetName } from '../../../shared/ipc.ts'
import { defaultPresetId } from '../../../shared/presets/choose.ts'
import type { PresetView } from '../../../shared/presets/clinic.ts'
import { useLive } from '../../live/store.ts'
import { openPage, tell, useUi } from '../../window/ui.ts'

/** The chosen version of a preset, else the one that is offered first for a session. */
export function findView(
  views: readonly PresetView[],
  chosen: PresetName | undefined,
): PresetView | undefined {
  const found = views.find(
    ({ preset }) => preset.id === chosen?.presetId && preset.version === chosen.version,
  )
  return found ?? views.find(({ preset }) => preset.id === defaultPresetId)
}

export function isSame({ preset: a }: PresetView, { preset: b }: PresetView): boolean {
  return a.id === b.id && a.version === b.version
}

/** What the presets page shows, for the sheets beside it. */
export function useShownPreset(): PresetView | undefined {
  const page = useUi(state => state.page)
  const views = useLive(state => state.snapshot?.presets) ?? []
  return findView(views, page.name === 'presets' ? page.chosen : undefined)
}

export function nameOf({ preset }: PresetView): PresetName {
  return { presetId: preset.id, version: preset.version }
}

/** Shows what was made to whoever waits for it, and says so. */
export function showPreset(chosen: PresetName, said: string, isThere: () => boolean): void {
  if (isThere()) openPage({ name: 'presets', chosen })
  tell(said)
}
