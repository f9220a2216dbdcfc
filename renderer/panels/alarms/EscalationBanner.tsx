import './signals.css'
import type { ShownAlarm } from '../../../shared/alarm/one-reading.ts'
import { passedMs } from '../../../shared/session/elapsed.ts'
import { formatLength, roomNow, useTicking } from '../../live/clock.ts'
import { type LiveState, useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { openPage, openSheet, putAside, useUi } from '../../window/ui.ts'
import { describeShown } from './causes.ts'
import { ASIDE_MS, type Escalated, worstEscalated } from './escalation.ts'

const words = text.signals.escalation

/** An unanswered HIGH alarm, large, on every page of every screen, until somebody answers it. */
export function EscalationBanner() {
  const escalated = useEscalated()
  const room = useLive(state => (escalated ? state.rooms[escalated.view.id] : undefined))
  const contact = useLive(state => state.snapshot?.sound.secondContact ?? null)
  const page = useUi(state => state.page)
  if (!escalated) return null
  const said = (
    <p className="visually-hidden" aria-live="assertive">
      {announce(escalated, contact)}
    </p>
  )
  if (escalated.isAside) return said
  const { view, shown, sinceMs, stage, key } = escalated
  const gaps = view.session?.gaps ?? []
  const lengthMs = room ? passedMs({ gaps }, sinceMs, roomNow(room).monoMs) : 0
  const isHere = page.name === 'room'
  const isItsRoom = page.name === 'room' && page.roomId === view.id
  return (
    <>
      {said}
      <section
        className={`escalation alarming solid ${shown.priority} active ${isHere ? '' : 'whole'}`}
        data-testid="escalation"
        data-stage={stage}
        aria-label={words.lines[stage]}
      >
        <div>
          {stage === 'callForHelp' ? (
            <strong className="escalation-help">{words.lines.callForHelp}</strong>
          ) : null}
          <strong>
            {/* A locked window knows of no initials; on the room's own page they stand above. */}
            {isItsRoom
              ? ''
              : [view.name, view.session?.patient.initials].map(name => (name ? `${name} · ` : ''))}
            {text.room.priorityMarks[shown.priority]} {describeShown(shown, view)}
          </strong>
          <p>
            {words.unanswered(formatLength(lengthMs))}
            {stage === 'banner' ? '' : ` · ${contact ? words.call(contact) : words.noContact}`}
          </p>
        </div>
        <div className="escalation-actions">
          <button
            type="button"
            className="primary"
            onClick={() => {
              openPage({ name: 'room', roomId: view.id })
              openSheet('acknowledge')
            }}
          >
            {words.acknowledge}
          </button>
          {isItsRoom ? null : (
            <button type="button" onClick={() => openPage({ name: 'room', roomId: view.id })}>
              {words.open}
            </button>
          )}
          <button type="button" onClick={() => putAside(key)}>
            {words.aside}
            <kbd>Esc</kbd>
          </button>
        </div>
      </section>
    </>
  )
}

/** The alarm that every screen shows large, and whether somebody has put it aside on this one. */
export function useEscalated(): (Escalated & { readonly isAside: boolean }) | null {
  // Rooms tell of themselves all the time; while nothing is unanswered nothing is drawn.
  const isCalm = useLive(({ rooms }) => worstOf(rooms) === null)
  const rooms = useLive(state => (isCalm ? noRooms : state.rooms))
  const aside = useUi(state => state.aside)
  useTicking(500)
  const escalated = worstOf(rooms)
  if (!escalated) return null
  const isAside = aside !== null && aside.key === escalated.key && performance.now() - aside.atMs < ASIDE_MS
  return { ...escalated, isAside }
}

const noRooms: LiveState['rooms'] = {}

function worstOf(rooms: LiveState['rooms']): Escalated | null {
  return worstEscalated(Object.values(rooms).map(({ view }) => view))
}

function describeName({ lead, causes }: ShownAlarm): string {
  return causes.length === 1 ? text.room.names[lead.alarm] : text.room.tiles.bp
}

/** Said once a stage: nothing in it moves. */
function announce({ view, shown, stage }: Escalated, contact: string | null): string {
  const call = stage === 'banner' ? '' : contact ? words.call(contact) : words.noContact
  return [view.name, describeName(shown), words.lines[stage], call].filter(Boolean).join('. ')
}
