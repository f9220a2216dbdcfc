import './due.css'
import { earliestCompletion } from '../../../shared/session/discharge-times.ts'
import { passedMs } from '../../../shared/session/elapsed.ts'
import { windowFrom } from '../../../shared/session/move-due.ts'
import type { DueItem, Session } from '../../../shared/session/types.ts'
import { MINUTE_MS } from '../../../shared/time.ts'
import { formatClock, roomNow, useTicking } from '../../live/clock.ts'
import type { LiveRoom } from '../../live/store.ts'
import { sayKept, text } from '../../text/text.ts'
import { openSheet } from '../../window/ui.ts'
import { isOpen, isWaiting, listMissed, nextDevice } from './due.ts'
import { Overdue } from './Overdue.tsx'

const words = text.room.due

/** This many missed measurements have a line each. */
const MISSED_SHOWN = 2

/** What is to be measured and done next, what has been, and the earliest discharge. */
export function DueList({ room }: { readonly room: LiveRoom }) {
  useTicking(1000)
  const { session } = room.view
  if (!session) return null
  const now = roomNow(room)
  const nowMs = now.monoMs
  // Minutes from T0 as they really passed, by what people have said of gaps.
  const zeroMs = session.t0?.monoMs ?? nowMs
  const discharge = earliestCompletion(session)
  const device = nextDevice(session, now)
  const open = session.due.filter(({ status }) => status === 'upcoming' || status === 'due')
  // Newest first: of older ones the number is enough, so that what comes next stays in sight.
  const missed = listMissed(session, nowMs)
  const closed = session.due.filter(item => !isOpen(item)).toReversed()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <section className="due-list" data-testid="due-list" aria-label={words.title} tabIndex={0}>
      <h2>
        {words.title}
        {session.due.some(isWaiting) ? (
          <button type="button" onClick={() => openSheet('excuse')}>
            {text.room.actions.excuse}
            <kbd>c</kbd>
          </button>
        ) : null}
      </h2>
      <ul>
        {device ? (
          <li className="due">
            {device.said}
            <Overdue forMs={device.overdueMs} />
          </li>
        ) : null}
        {missed.slice(0, MISSED_SHOWN).map(({ id, said, overdueMs }) => (
          <li key={id} className="due">
            {said}
            <Overdue forMs={overdueMs} />
          </li>
        ))}
        {missed.length > MISSED_SHOWN ? (
          <li className="due">{words.moreMissed(missed.length - MISSED_SHOWN)}</li>
        ) : null}
        {session.t0 ? null : <li className="dim">{words.none}</li>}
        {open.map(item => (
          <li key={item.id} className={item.status}>
            {describeOpen(session, item, nowMs, zeroMs)}
            {item.class === 'required' ? <span className="dim"> {words.required}</span> : null}
          </li>
        ))}
        {discharge ? (
          <li>
            {words.earliest(formatClock(passedMs(session, zeroMs, discharge.monoMs)))}
            <span className="dim">
              {' '}
              {discharge.item
                ? words.becauseItem(sayKept(discharge.item))
                : words.because[discharge.from](discharge.afterMin)}
            </span>
          </li>
        ) : null}
        {closed.map(item => (
          <li key={item.id} className={`closed ${item.status}`}>
            {describeClosed(session, item, zeroMs)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function describeOpen(session: Session, item: DueItem, nowMs: number, zeroMs: number): string {
  const { fromMs, toMs } = windowFrom(session, item, zeroMs)
  const label = sayKept(item.label)
  const span = `${Math.round(fromMs / MINUTE_MS)}-${Math.round(toMs / MINUTE_MS)}`
  if (nowMs >= item.targetMonoMs) return words.now(label, span)
  return words.next(label, span, formatClock(item.targetMonoMs - nowMs))
}

function describeClosed(session: Session, item: DueItem, zeroMs: number): string {
  const at = item.doneAt ? formatClock(passedMs(session, zeroMs, item.doneAt.monoMs)) : ''
  const label = sayKept(item.label)
  if (item.status === 'done') return words.done(label, at)
  if (item.status === 'late') return words.late(label, at)
  return words.excused(label)
}
