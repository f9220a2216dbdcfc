import type { PresetRecord } from '../../shared/presets/clinic.ts'
import { parsePreset } from '../../shared/presets/schema.ts'
import { clinicStates } from '../../shared/presets/state.ts'
import { phrase } from '../../shared/words/host.ts'
import type { StoredPresets } from '../core/contracts/record.ts'
import { maybeText, number, oneOf, type Row, text } from './rows.ts'
import type { Prepare } from './statements.ts'

/** Columns of a preset's record, as its log record vouches for them. */
export const presetColumns = ['id', 'version', 'state', 'by_name', 'wall_ms', 'reason', 'preset'] as const
export type PresetRow = Readonly<Record<(typeof presetColumns)[number], string | number | null>>

export function toPresetRow(record: Omit<PresetRecord, 'seq'>): PresetRow {
  const { preset, state, by, wallMs, reason } = record
  return {
    id: preset.id,
    version: preset.version,
    state,
    by_name: by,
    wall_ms: Math.round(wallMs),
    reason,
    preset: JSON.stringify(preset),
  }
}

/** Every record of the clinic's presets, oldest first, each checked anew. */
export function readPresets(prepare: Prepare): StoredPresets {
  const records: PresetRecord[] = []
  const problems: StoredPresets['problems'][number][] = []
  for (const row of prepare('SELECT * FROM presets ORDER BY seq').all()) {
    const [id, version] = [text(row, 'id'), text(row, 'version')]
    const parsed = parsePreset(JSON.parse(text(row, 'preset')))
    if (!parsed.ok) problems.push({ id, version, sentence: parsed.error })
    else if (parsed.preset.id !== id || parsed.preset.version !== version)
      problems.push({ id, version, sentence: phrase.record.idNotOfRecord })
    else records.push(fromPresetRow(row, parsed.preset))
  }
  // What is in use cannot be read: an older version must not quietly come back in its place.
  const isUsable = ({ preset }: PresetRecord) =>
    !problems.some(({ id, version }) => id === preset.id && Number(version) >= Number(preset.version))
  return { records: records.filter(isUsable), problems }
}

function fromPresetRow(row: Row, preset: PresetRecord['preset']): PresetRecord {
  return {
    seq: number(row, 'seq'),
    state: oneOf(row, 'state', clinicStates),
    by: text(row, 'by_name'),
    wallMs: number(row, 'wall_ms'),
    reason: maybeText(row, 'reason'),
    preset,
  }
}
