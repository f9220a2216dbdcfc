import { DAY_MS, HOUR_MS } from '../../../shared/time.ts'
import type { BackupName } from '../files.ts'

/* When a backup is due, and which are kept: pure. */

const DAILY = 7
const WEEKLY = 5
const MONTHLY = 12
const WEEK_MS = 7 * DAY_MS

export interface BackupState {
  /** Of the newest whole backup; null: there is none. */
  readonly lastWallMs: number | null
  /** A session was closed after it. */
  readonly closedSince: boolean
  readonly anyOpen: boolean
}

/** At each close, hourly while a session is open, and on each day. */
export function isBackupDue({ lastWallMs, closedSince, anyOpen }: BackupState, nowWallMs: number): boolean {
  if (lastWallMs === null || closedSince) return true
  // A clock that was set back must not end the backups.
  const ageMs = nowWallMs < lastWallMs ? DAY_MS : nowWallMs - lastWallMs
  return anyOpen ? ageMs >= HOUR_MS : dayOf(lastWallMs) !== dayOf(nowWallMs)
}

/** Longer than this without a whole backup is told. */
export const OVERDUE_MS = DAY_MS

/**
 * Which backups are thinned out: all of the newest day are kept, then the newest of each of 7 days, of 5 weeks and of 12
 * months. The newest of all always stays.
 */
export function thinOut(backups: readonly BackupName[]): readonly BackupName[] {
  const newestFirst = backups.toSorted((a, b) => b.wallMs - a.wallMs)
  const newest = newestFirst[0]
  if (!newest) return []
  const kept = new Set(newestFirst.filter(({ wallMs }) => dayOf(wallMs) === dayOf(newest.wallMs)))
  const keepNewestOf = (most: number, spanOf: (wallMs: number) => number | string) => {
    const spans = new Map<number | string, BackupName>()
    for (const backup of newestFirst) {
      const span = spanOf(backup.wallMs)
      if (!spans.has(span)) spans.set(span, backup)
    }
    for (const backup of [...spans.values()].slice(0, most)) kept.add(backup)
  }
  keepNewestOf(DAILY, dayOf)
  keepNewestOf(WEEKLY, wallMs => Math.floor(wallMs / WEEK_MS))
  keepNewestOf(MONTHLY, wallMs => new Date(wallMs).toISOString().slice(0, 7))
  return newestFirst.filter(backup => !kept.has(backup))
}

/** UTC: names of backups are too. */
function dayOf(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 10)
}
