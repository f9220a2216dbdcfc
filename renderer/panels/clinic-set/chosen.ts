import type { ClinicSetView } from '../../../shared/clinic-set/versions.ts'
import { useLive } from '../../live/store.ts'
import { openPage, tell, useUi } from '../../window/ui.ts'

const none: readonly ClinicSetView[] = []

export function useClinicSets(): readonly ClinicSetView[] {
  return useLive(state => state.snapshot?.clinicSets) ?? none
}

/** The version that the page shows: the chosen one, else the newest; undefined: the clinic has none. */
export function useShownSet(): ClinicSetView | undefined {
  const page = useUi(state => state.page)
  const views = useClinicSets()
  const version = page.name === 'clinicSet' ? page.version : undefined
  return views.find(({ set }) => set.version === version) ?? views.at(-1)
}

/** Shows what was made to whoever waits for it, and says so. */
export function showSet(version: string, said: string, isThere: () => boolean): void {
  if (isThere()) openPage({ name: 'clinicSet', version })
  tell(said)
}
