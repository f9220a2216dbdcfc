import { setTimeout as wait } from 'node:timers/promises'
import { openStoreReadOnly } from '../../../electron/store/index.ts'

/** Until what has been killed must be there again. */
const PATIENCE_MS = 60_000
/** Looking goes through all processes of the computer: more often it would hold up what it waits for. */
const LOOK_MS = 25

export interface Tally {
  /** How long until windows could ask again, ms, by what was killed. */
  readonly backMs: Map<string, number[]>
  /** Acts answered as stored. */
  stored: number
  /** Acts of which the answer never came, or said that they were not stored yet. */
  open: number
}

export function note({ backMs }: Tally, role: string, ms: number): void {
  backMs.set(role, [...(backMs.get(role) ?? []), ms])
}

/** @param stored how many marks were answered as stored */
export function verify(dataDir: string, sessionId: string, stored: number, broken: string[]): void {
  const store = openStoreReadOnly(dataDir)
  const { ok, integrity, firstBroken } = store.verify()
  if (!ok) broken.push(`The record does not verify: ${firstBroken?.reason ?? integrity}.`)
  const marks = store.log(sessionId).filter(({ entry }) => entry.event === 'session' && entry.kind === 'mark')
  if (marks.length < stored)
    broken.push(`${stored} marks were answered as stored, ${marks.length} are there.`)
  store.close()
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error(`It was waited in vain: ${String(holds)}`)
    await wait(LOOK_MS)
  }
}
