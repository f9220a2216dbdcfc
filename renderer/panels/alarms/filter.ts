import type { AlarmId, Priority } from '../../../shared/alarm/ids.ts'
import type { HistoryRow } from './history.ts'

/** States that a row can be looked for by. A latched alarm that was reset is in two of them. */
export const rowStates = ['acknowledged', 'byItself', 'active'] as const
export type RowState = (typeof rowStates)[number]

/** What is to be seen. Nothing chosen is the same as everything chosen. */
export interface HistoryFilter {
  readonly priorities: ReadonlySet<Priority>
  readonly states: ReadonlySet<RowState>
  readonly alarm: AlarmId | null
  /** Words of which a row must have each, in any order. */
  readonly find: string
}

export const noFilter: HistoryFilter = { priorities: new Set(), states: new Set(), alarm: null, find: '' }

export function isFiltering({ priorities, states, alarm, find }: HistoryFilter): boolean {
  return priorities.size > 0 || states.size > 0 || alarm !== null || find.trim() !== ''
}

/** Does the row fit every part of the filter? */
export function fits(row: HistoryRow, { priorities, states, alarm, find }: HistoryFilter): boolean {
  if (priorities.size > 0 && !priorities.has(row.priority)) return false
  if (alarm !== null && row.alarm !== alarm) return false
  if (states.size > 0 && !rowStates.some(state => states.has(state) && isIn(row, state))) return false
  return find
    .toLowerCase()
    .split(/\s+/)
    .every(word => row.said.includes(word))
}

function isIn(row: HistoryRow, state: RowState): boolean {
  switch (state) {
    case 'acknowledged':
      return row.isAcknowledged
    case 'byItself':
      return row.clearedByItself
    case 'active':
      return row.isActive
  }
}
