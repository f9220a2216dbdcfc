import './signals.css'
import { formatLength, roomNow, useTicking } from '../../live/clock.ts'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { openPage, openSheet, putAside, useUi } from '../../window/ui.ts'
import { describeValue } from './AlarmBar.tsx'
import { ASIDE_MS, type Escalated, worstEscalated } from './escalation.ts'

const words = text.signals.escalation

/** An unanswered HIGH alarm, large, on every page of every screen, until somebody answers it. */
export function EscalationBanner() {
  const rooms = useLive(state => state.rooms)
  const contact = useLive(state => state.snapshot?.sound.secondContact ?? null)
  const page = useUi(state => state.page)
  const aside = useUi(state => state.aside)
  useTicking(500)
  const escalated = worstEscalated(Object.values(rooms).map(({ view }) => view))
  if (!escalated) return null
  const said = (
    <p className="visually-hidden" aria-live="assertive">
      {announce(escalated, contact)}
    </p>
  )
  if (aside && aside.key === escalated.key && performance.now() - aside.atMs < ASIDE_MS) return said
  const { view, alarm, stage, key } = escalated
  const room = rooms[view.id]
  const lengthMs = room ? roomNow(room).monoMs - alarm.since.monoMs : 0
  const isHere = page.name === 'room'
  return (
    <>
      {said}
      <section
        className={`escalation alarming solid ${alarm.priority} active ${isHere ? '' : 'whole'}`}
        data-testid="escalation"
        data-stage={stage}
        aria-label={words.lines[stage]}
      >
        <div>
          {stage === 'callForHelp' ? (
            <strong className="escalation-help">{words.lines.callForHelp}</strong>
          ) : null}
          <strong>
            {view.name} · {view.session?.patient.initials} · {text.room.priorityMarks[alarm.priority]}{' '}
            {text.room.names[alarm.alarm]} {describeValue(alarm, view)}
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
          {page.name === 'room' && page.roomId === view.id ? null : (
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

/** Said once a stage: nothing in it moves. */
function announce({ view, alarm, stage }: Escalated, contact: string | null): string {
  const call = stage === 'banner' ? '' : contact ? words.call(contact) : words.noContact
  return [view.name, text.room.names[alarm.alarm], words.lines[stage], call].filter(Boolean).join('. ')
}
