import { parseClinicSet } from '../../shared/clinic-set/schema.ts'
import type { ClinicSetRecord } from '../../shared/clinic-set/versions.ts'
import { clinicStates } from '../../shared/presets/state.ts'
import { phrase } from '../../shared/words/host.ts'
import type { StoredClinicSets } from '../core/contracts/record.ts'
import { maybeText, number, oneOf, text } from './rows.ts'
import type { Prepare } from './statements.ts'

/** Columns of an act on the clinic's set, as its log record vouches for them. */
export const clinicSetColumns = ['version', 'state', 'by_name', 'wall_ms', 'reason', 'words'] as const
export type ClinicSetRow = Readonly<Record<(typeof clinicSetColumns)[number], string | number | null>>

export function toClinicSetRow({
  set,
  state,
  by,
  wallMs,
  reason,
}: Omit<ClinicSetRecord, 'seq'>): ClinicSetRow {
  return {
    version: set.version,
    state,
    by_name: by,
    wall_ms: Math.round(wallMs),
    reason,
    words: JSON.stringify(set),
  }
}

/** Every act on the clinic's set, oldest first, each checked anew. */
export function readClinicSets(prepare: Prepare): StoredClinicSets {
  const records: ClinicSetRecord[] = []
  const problems: StoredClinicSets['problems'][number][] = []
  for (const row of prepare('SELECT * FROM clinic_sets ORDER BY seq').all()) {
    const version = text(row, 'version')
    const parsed = parseClinicSet(JSON.parse(text(row, 'words')))
    if (!parsed.ok) problems.push({ version, sentence: parsed.error })
    else if (parsed.set.version !== version)
      problems.push({ version, sentence: phrase.record.versionNotOfRecord })
    else
      records.push({
        seq: number(row, 'seq'),
        state: oneOf(row, 'state', clinicStates),
        by: text(row, 'by_name'),
        wallMs: number(row, 'wall_ms'),
        reason: maybeText(row, 'reason'),
        set: parsed.set,
      })
  }
  // What is in use cannot be read: an older version must not quietly come back in its place.
  const isUsable = ({ set }: ClinicSetRecord) =>
    !problems.some(({ version }) => Number(version) >= Number(set.version))
  return { records: records.filter(isUsable), problems }
}
