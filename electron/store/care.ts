import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupView, PlaceSeen, RecordCareView } from '../../shared/care-views.ts'
import type { Backups } from './backup/backups.ts'
import { readManifest } from './backup/manifest.ts'
import { OVERDUE_MS } from './backup/plan.ts'
import { backupsPath, listBackups, reportsPath } from './files.ts'
import { fileSlotPath } from './keys/keep-key.ts'
import { describeKeys, type KeySources, type Keys } from './keys/keys.ts'
import { number, text } from './rows.ts'
import type { Prepare } from './statements.ts'

const MOST_SHOWN = 30

export interface CareOptions {
  readonly dataDir: string
  readonly keys: Keys
  readonly sources: KeySources
  readonly backups: Backups
  /** A second folder; null: none is named. */
  readonly place: string | null
  readonly placeSeen: PlaceSeen | null
  readonly sealing: RecordCareView['sealing']
  readonly restored: RecordCareView['restored']
  readonly retention: RecordCareView['retention']
}

/** What is told of backups and keys. */
export function viewCare(
  { dataDir, keys, sources, backups, place, placeSeen, sealing, restored, retention }: CareOptions,
  nowWallMs: number,
): RecordCareView {
  const folder = backupsPath(dataDir)
  const lastWallMs = backups.lastWallMs()
  const slots = describeKeys(dataDir)
  return {
    folder,
    backups: listBackups(folder)
      .slice(-MOST_SHOWN)
      .reverse()
      .map(({ name, wallMs }) => viewBackup(join(folder, name), name, wallMs, keys)),
    lastWallMs,
    overdue: lastWallMs === null || nowWallMs - lastWallMs > OVERDUE_MS,
    place,
    placeLastWallMs: placeSeen?.lastWallMs ?? null,
    placeIsThere: placeSeen?.isThere === true,
    placeProblem: placeSeen?.problem ?? null,
    keys: slots.map(({ key, made, proved }) => ({
      kind: key,
      made,
      ...(proved === undefined ? {} : { proved }),
    })),
    keyFile: fileSlotPath(dataDir, sources),
    fingerprint: keys.signing.fingerprint,
    sealing,
    plainReports: countReports(reportsPath(dataDir)),
    restored,
    retention,
  }
}

function viewBackup(path: string, name: string, wallMs: number, { id }: Keys): BackupView {
  const manifest = readManifest(path)
  const bytes = manifest?.bytes ?? statSync(path, { throwIfNoEntry: false })?.size ?? 0
  return {
    name,
    wallMs,
    bytes,
    sessions: manifest?.sessions ?? null,
    entries: manifest?.head.seq ?? null,
    otherKeys: manifest !== null && manifest.keys !== id,
  }
}

/** The newest restore that the log knows of; null: there was none. */
export function lastRestored(prepare: Prepare): RecordCareView['restored'] {
  const row = prepare(
    `SELECT wall_ms, event ->> '$.by' AS by, event ->> '$.detail' AS detail FROM log
     WHERE session_id IS NULL AND event ->> '$.kind' = 'restored' ORDER BY seq DESC LIMIT 1`,
  ).get()
  return row ? { wallMs: number(row, 'wall_ms'), by: text(row, 'by'), sentence: text(row, 'detail') } : null
}

function countReports(folder: string): RecordCareView['plainReports'] {
  const names = existsSync(folder) ? readdirSync(folder) : []
  return { folder, count: names.filter(name => name.startsWith('vigil-')).length }
}
