import './due.css'
import { earliestCompletion } from '../../../shared/session/discharge-times.ts'
import { nextDevice as deviceNumber } from '../../../shared/session/dosing.ts'
import { leastPassedMs, passedMs } from '../../../shared/session/elapsed.ts'
import { windowFrom } from '../../../shared/session/move-due.ts'
import type { DueItem, Session } from '../../../shared/session/types.ts'
import { type Instant, MINUTE_MS } from '../../../shared/time.ts'
import { formatClock, roomNow, useTicking } from '../../live/clock.ts'
import type { LiveRoom } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { openSheet } from '../../window/ui.ts'
import { isOpen, isWaiting } from './due.ts'

const words = text.room.due

/** This many missed measurements have a line each. */
const MISSED_SHOWN = 2
/** A device is not called overdue in the minute in which it is given (our choice). */
const DEVICE_PATIENCE_MS = MINUTE_MS

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
  const missed = session.due.filter(({ status }) => status === 'missed').toReversed()
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
            {device.words}
            <Overdue forMs={device.overdueMs} />
          </li>
        ) : null}
        {missed.slice(0, MISSED_SHOWN).map(item => (
          <li key={item.id} className="due">
            {words.missed(item.label)}
            <Overdue forMs={passedMs(session, item.toMonoMs, nowMs)} />
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
                ? words.becauseItem(discharge.item)
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
  const span = `${Math.round(fromMs / MINUTE_MS)}-${Math.round(toMs / MINUTE_MS)}`
  if (nowMs >= item.targetMonoMs) return words.now(item.label, span)
  return words.next(item.label, span, formatClock(item.targetMonoMs - nowMs))
}

function describeClosed(session: Session, item: DueItem, zeroMs: number): string {
  const at = item.doneAt ? formatClock(passedMs(session, zeroMs, item.doneAt.monoMs)) : ''
  if (item.status === 'done') return words.done(item.label, at)
  if (item.status === 'late') return words.late(item.label, at)
  return words.excused(item.label)
}

/** What is late stands out, without a colour of an alarm. */
function Overdue({ forMs }: { readonly forMs: number }) {
  return forMs > 0 ? <strong className="overdue">{words.overdue(formatClock(forMs))}</strong> : null
}

/** The next nasal device: its rest counted down, and for how long it has been waited for. */
function nextDevice(session: Session, now: Instant) {
  const devices = session.preset.devices
  const last = session.doses.at(-1)
  if (!devices || !last || session.phase !== 'dosing') return null
  const number = deviceNumber(session.doses)
  const leftMs = devices.restMin * MINUTE_MS - leastPassedMs(session, last.at.monoMs, now)
  return {
    words: leftMs > 0 ? words.nextDevice(number, formatClock(leftMs)) : words.nextDeviceNow(number),
    overdueMs: leftMs < -DEVICE_PATIENCE_MS ? -leftMs : 0,
  }
}
