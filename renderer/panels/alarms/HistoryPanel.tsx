import { useCallback, useState } from 'react'
import { alarmIds } from '../../../shared/alarm/ids.ts'
import type { AlarmEpisode } from '../../../shared/report/episodes.ts'
import type { LogEntry } from '../../../shared/views.ts'
import { text } from '../../text/text.ts'
import { EpisodeRow } from './EpisodeRow.tsx'
import { FilterBar } from './FilterBar.tsx'
import { fits, type HistoryFilter, isFiltering, noFilter } from './filter.ts'
import { describeRow, listTransitions, type RowSetting } from './history.ts'

const words = text.history

interface HistoryPanelProps {
  /** In the order in which they began. */
  readonly episodes: readonly AlarmEpisode[]
  /** By number in the record. */
  readonly log: ReadonlyMap<number, LogEntry>
  readonly setting: RowSetting
}

/** Alarms, newest first, and which of them are to be seen. */
export function HistoryPanel({ episodes, log, setting }: HistoryPanelProps) {
  const [filter, setFilter] = useState<HistoryFilter>(noFilter)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const entries = episodes.map(episode => ({ episode, row: describeRow(episode, setting) })).toReversed()
  const shown = entries.filter(({ row }) => fits(row, filter))
  const toggle = useCallback(
    (key: string, isOpen: boolean) =>
      setOpened(before => new Set(isOpen ? [...before, key] : [...before].filter(other => other !== key))),
    [],
  )
  return (
    <>
      <FilterBar
        filter={filter}
        alarms={alarmIds.filter(alarm => episodes.some(episode => episode.alarm === alarm))}
        onChange={setFilter}
      />
      <p className="history-count">
        <span role="status">
          {episodes.length === 0 ? words.none : words.shown(shown.length, episodes.length)}
        </span>
        {isFiltering(filter) ? (
          <button type="button" onClick={() => setFilter(noFilter)}>
            {words.clear}
          </button>
        ) : null}
      </p>
      {shown.length === 0 && episodes.length > 0 ? <p className="dim">{words.noneFits}</p> : null}
      <ul className="history-list" aria-label={words.list} data-testid="history-list">
        {shown.map(({ episode, row }) => (
          <EpisodeRow
            key={row.key}
            row={row}
            transitions={opened.has(row.key) ? listTransitions(episode, log, setting) : null}
            onToggle={toggle}
          />
        ))}
      </ul>
    </>
  )
}
