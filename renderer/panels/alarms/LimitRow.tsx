import { type LimitAlarmId, type Priority, priorities } from '../../../shared/alarm/ids.ts'
import { widestRange } from '../../../shared/limit-ranges.ts'
import type { Limits } from '../../../shared/limits.ts'
import { movedFrom } from '../../../shared/session/moved-limits.ts'
import type { LimitChangeRecord } from '../../../shared/session/types.ts'
import type { RoomView } from '../../../shared/views.ts'
import { vitals } from '../../../shared/vitals.ts'
import { text } from '../../text/text.ts'
import { NumberField } from '../fields/NumberField.tsx'
import { describeRanges, type LimitEdits, limitKey, proposalOf } from './limit-edits.ts'

const words = text.sheets.limits

export interface LimitRowProps {
  readonly alarm: LimitAlarmId
  readonly limits: Limits
  readonly changes: readonly LimitChangeRecord[]
  readonly ownLevels: RoomView['ownLevels']
  readonly edits: LimitEdits
  readonly onEdit: (key: string, value: string) => void
  readonly onBack: (priority: Priority, limit: number) => void
}

/** The levels of one alarm. */
export function LimitRow({ alarm, ...row }: LimitRowProps) {
  // A session of before this alarm has no limit of it.
  if (Object.keys(row.limits[alarm].levels).length === 0) return null
  return (
    <fieldset className="limit-row">
      <legend>{words.names[alarm]}</legend>
      {priorities.map(priority => (
        <LimitLevel key={priority} alarm={alarm} priority={priority} {...row} />
      ))}
    </fieldset>
  )
}

function LimitLevel(props: LimitRowProps & { readonly priority: Priority }) {
  const { alarm, priority, limits, changes, ownLevels, edits, onEdit, onBack } = props
  const level = limits[alarm].levels[priority]
  if (!level) return null
  const range = widestRange(alarm, priority)
  const sign = limits[alarm].side === 'high' ? '≥' : '<'
  if (!range)
    return (
      <p className="dim">
        {words.levels[priority]}: {sign} {level.limit} ({words.fixed})
      </p>
    )
  const standard = movedFrom(changes, alarm, priority)
  const changed = standard === null ? '' : `${words.changed}, ${words.was(standard)}`
  const name = `${words.names[alarm]}, ${words.levels[priority]}`
  const key = limitKey(alarm, priority)
  const value = edits[key] ?? String(level.limit)
  const proposal = proposalOf(alarm, priority, ownLevels)
  return (
    <div className="limit-level">
      <NumberField
        label={name}
        unit={vitals[limits[alarm].parameter].unit}
        value={value}
        onChange={typed => onEdit(key, typed)}
        min={range[0]}
        max={range[1]}
        required
        hint={`${sign} ${describeRanges(alarm, priority)} ${changed}`}
      />
      {proposal === null || String(proposal.limit) === value ? null : (
        <button
          type="button"
          aria-label={words.proposeFor(proposal.said, words.names[alarm], text.room.priorities[priority])}
          onClick={() => onEdit(key, String(proposal.limit))}
        >
          {proposal.said}
        </button>
      )}
      {standard === null ? null : (
        <button
          type="button"
          aria-label={words.backOf(name, standard)}
          onClick={() => onBack(priority, standard)}
        >
          {words.back(standard)}
        </button>
      )}
    </div>
  )
}
