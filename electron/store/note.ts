import { userInfo } from 'node:os'
import { createClock } from '../core/clock.ts'
import { readBootId } from '../process/boot-id.ts'
import type { KeySources } from './keys/keys.ts'
import { openStore } from './store.ts'

/**
 * Writes what happened to the record itself into the record that is there now.
 *
 * @param by names; null: this login of the computer
 * @throws StoreError
 */
export function noteInRecord(
  dataDir: string,
  detail: string,
  {
    sources,
    version,
    kind = 'record',
    by = null,
  }: {
    readonly sources: KeySources
    readonly version: string
    readonly kind?: 'record' | 'restored'
    readonly by?: string | null
  },
): void {
  const store = openStore(dataDir, { version, keys: sources })
  try {
    const clock = createClock(store.lastInstant(), undefined, readBootId())
    const entry = { event: 'system', kind, by: by ?? `os:${userInfo().username}`, detail } as const
    store.commit({ sessionId: null, readings: [], log: [{ at: clock.now(), entry }] })
    store.touch(clock.alive())
  } finally {
    store.close()
  }
}
