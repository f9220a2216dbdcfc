import './alarms.css'
import { type LiveRoom, useLive } from '../../live/store.ts'
import { useSoundProfile } from '../../sound/profile.ts'
import { text } from '../../text/en.ts'
import { openPage } from '../../window/ui.ts'
import { describeValue } from './AlarmBar.tsx'
import { useAnnouncement } from './announce.ts'

const words = text.room

/** Alarms of the rooms that are not on this page, one line a room: a sound must never come from a room out of sight. */
export function OtherRooms({ shownId }: { readonly shownId: string | null }) {
  const rooms = Object.values(useLive(state => state.rooms))
  // A room keeps its number key on every page. A replay is no patient, and may not call a person away from one.
  const others = rooms
    .map((room, index) => ({ room, number: index + 1 }))
    .filter(({ room: { view } }) => view.id !== shownId && !view.marks.replay)
  const calling = others.some(({ room }) => room.view.alarms.length > 0)
  return (
    <section className={calling ? 'other-rooms' : ''} aria-label={words.otherRooms} hidden={!calling}>
      {others.map(({ room, number }) => (
        <OtherRoom key={room.view.id} room={room} number={number} />
      ))}
    </section>
  )
}

function OtherRoom({ room: { view }, number }: { readonly room: LiveRoom; readonly number: number }) {
  const said = useAnnouncement(view.alarms, alarm =>
    words.announceIn(
      view.name,
      words.announce(words.priorities[alarm.priority], words.names[alarm.alarm], describeValue(alarm, view)),
    ),
  )
  const [worst] = view.alarms
  const atDesk = useSoundProfile(({ profile }) => profile === 'clinician')
  const unanswered = atDesk && view.alarms.some(({ escalation }) => escalation === 'clinicianStation')
  return (
    <>
      <p className="visually-hidden" aria-live="assertive">
        {said}
      </p>
      {worst ? (
        <button
          type="button"
          className={`alarming solid ${worst.priority} ${worst.acknowledged ? 'acknowledged' : worst.state}`}
          onClick={() => openPage({ name: 'room', roomId: view.id })}
        >
          <b>{view.name}</b> <span className="alarm-marks">{words.priorityMarks[worst.priority]}</span>{' '}
          {worst.state === 'latched' ? words.wasHigh : words.priorities[worst.priority]}{' '}
          {words.names[worst.alarm]} {describeValue(worst, view)}
          {view.alarms.length > 1 ? ` +${view.alarms.length - 1}` : ''}
          {unanswered ? <b>{text.signals.escalation.lines.clinicianStation}</b> : null}
          <kbd>{number}</kbd>
        </button>
      ) : null}
    </>
  )
}
