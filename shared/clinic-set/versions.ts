import type { Difference } from '../presets/preset.ts'
import type { ClinicState } from '../presets/state.ts'
import type { Words } from '../words/index.ts'
import { type ClinicSet, shippedWords } from './clinic-set.ts'
import { compareWords } from './texts.ts'

/*
 * A clinic's set through time, as its presets: each step (saved, approved, withdrawn) is one record, and records only ever
 * grow; what stands now follows from them.
 */

/** What was done once with one version, with the set as it was then. */
export interface ClinicSetRecord {
  /** Of the audit record that says the same. */
  readonly seq: number
  readonly state: ClinicState
  readonly by: string
  readonly wallMs: number
  /** What the person said: why it was changed, or withdrawn. */
  readonly reason: string | null
  readonly set: ClinicSet
}

/** One version, as windows list it. */
export interface ClinicSetView {
  readonly set: ClinicSet
  /** `replaced`: a newer version was approved since. */
  readonly state: ClinicState | 'replaced'
  /** What was done with this version, oldest first. */
  readonly history: readonly Omit<ClinicSetRecord, 'set'>[]
  /** From what ships with this version of Vigil. */
  readonly differs: readonly Difference[]
}

/** Each version, oldest first; what differs is told in these words. */
export function viewClinicSets(records: readonly ClinicSetRecord[], words: Words): readonly ClinicSetView[] {
  const views = [...Map.groupBy(records, ({ set }) => set.version).values()].flatMap(
    (history): ClinicSetView[] => {
      const last = history.at(-1)
      if (!last) return []
      return [
        {
          set: last.set,
          state: last.state,
          history: history.map(({ set: _set, ...record }) => record),
          differs: compareWords(shippedWords, last.set, words),
        },
      ]
    },
  )
  return views.map(view => (isReplaced(view, views) ? { ...view, state: 'replaced' as const } : view))
}

/** Approving a version puts every older one aside for good, even if it is withdrawn later. */
function isReplaced({ set, state }: ClinicSetView, views: readonly ClinicSetView[]): boolean {
  if (state !== 'approved') return false
  return views.some(
    other =>
      Number(other.set.version) > Number(set.version) &&
      other.history.some(({ state }) => state === 'approved'),
  )
}

/** What a session is opened under; undefined: the words that ship. */
export function setInUse(views: readonly ClinicSetView[]): ClinicSet | undefined {
  return views.find(({ state }) => state === 'approved')?.set
}

/** The version that a change makes: the open draft, or the one after the newest. */
export function nextVersion(views: readonly ClinicSetView[]): string {
  const newest = views.at(-1)
  if (!newest) return '1'
  return newest.state === 'draft' ? newest.set.version : String(Number(newest.set.version) + 1)
}
