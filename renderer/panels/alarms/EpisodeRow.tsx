import { memo, useId } from 'react'
import { text } from '../../text/text.ts'
import type { HistoryRow, TransitionLine } from './history.ts'

const words = text.history

interface EpisodeRowProps {
  readonly row: HistoryRow
  /** null while the row is closed. */
  readonly transitions: readonly TransitionLine[] | null
  readonly onToggle: (key: string, isOpen: boolean) => void
}

/** One alarm; opened, each of its transitions. Hundreds of them stay quick: a row that says the same is not drawn again. */
export const EpisodeRow = memo(Row, (before, after) => {
  const isSameList = before.transitions?.length === after.transitions?.length
  return before.row.said === after.row.said && isSameList && before.onToggle === after.onToggle
})

function Row({ row, transitions, onToggle }: EpisodeRowProps) {
  const id = useId()
  const isOpen = transitions !== null
  return (
    <li
      className={row.isActive ? `history-row is-active ${row.priority}` : 'history-row'}
      data-alarm={row.alarm}
      data-priority={row.priority}
    >
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => onToggle(row.key, !isOpen)}
        >
          <span className="history-priority">{words.priorities[row.priority]}</span>
          <b>{row.what}</b>
          <span className="history-time">{row.when}</span>
          <span className="history-course">
            <span>{row.course}</span>
            <span className="history-time">{row.lasted}</span>
          </span>
          <span className="history-answers">{row.answers}</span>
        </button>
      </h3>
      <div id={id}>{transitions === null ? null : <Transitions lines={transitions} />}</div>
    </li>
  )
}

function Transitions({ lines }: { readonly lines: readonly TransitionLine[] }) {
  return (
    <ol className="history-transitions">
      {lines.map(({ key, at, fromZero, what }) => (
        <li key={key}>
          <time>{at}</time>
          <span className="dim">{fromZero}</span>
          <span>{what}</span>
        </li>
      ))}
    </ol>
  )
}
