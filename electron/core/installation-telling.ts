import type { CoreEvent } from '../../shared/ipc.ts'
import { compareFields } from '../../shared/same.ts'
import type { InstallationView } from '../../shared/views.ts'

/**
 * Tells windows what of the installation has changed. Views are made one after another, so that an older one never follows a
 * newer; whoever asks while one is being made gets the next.
 *
 * @returns resolves once windows have been told of everything up to the call; rejects with what `view` throws
 */
export function createInstallationTelling(
  view: () => Promise<InstallationView>,
  publish: (event: CoreEvent) => void,
): () => Promise<void> {
  let last: Partial<InstallationView> = {}
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  async function tell(): Promise<void> {
    const shown = await view()
    const { changed } = compareFields<Partial<InstallationView>>(last, shown)
    last = shown
    if (Object.keys(changed).length > 0) publish({ kind: 'installation', ...changed })
  }

  function begin(): Promise<void> {
    const mine = tell().finally(() => {
      running = null
    })
    running = mine
    return mine
  }

  return () => {
    if (!running) return begin()
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null
        return begin()
      })
    return next
  }
}
