import './alarms.css'
import { groupAlarms } from '../../../shared/alarm/one-reading.ts'
import { type LiveRoom, useLive } from '../../live/store.ts'
import { useSoundProfile } from '../../sound/profile.ts'
import { text } from '../../text/en.ts'
import { openPage } from '../../window/ui.ts'
import { announce } from './AlarmBar.tsx'
import { useAnnouncement } from './announce.ts'
import { describeShown } from './causes.ts'

const words = text.room

/** Alarms of the rooms that are not on this page, one line a room: a sound must never come from a room out of sight. */
export function OtherRooms({ shownId }: { readonly shownId: string | null }) {
  const rooms = Object.values(useLive(state => state.rooms))
  const calling = othersCalling(rooms, shownId)
  return (
    <section className={calling ? 'other-rooms' : ''} aria-label={words.otherRooms} hidden={!calling}>
      {othersOf(rooms, shownId).map(({ room, number }) => (
        <OtherRoom key={room.view.id} room={room} number={number} />
      ))}
    </section>
  )
}

/** Does any room call that is not on this page? */
export function othersCalling(rooms: readonly LiveRoom[], shownId: string | null): boolean {
  return othersOf(rooms, shownId).some(({ room }) => room.view.alarms.length > 0)
}

/** A room keeps its number key on every page. A replay is no patient, and may not call a person away from one. */
function othersOf(rooms: readonly LiveRoom[], shownId: string | null) {
  return rooms
    .map((room, index) => ({ room, number: index + 1 }))
    .filter(({ room: { view } }) => view.id !== shownId && !view.marks.replay)
}

function OtherRoom({ room: { view }, number }: { readonly room: LiveRoom; readonly number: number }) {
  const said = useAnnouncement(view.alarms, shown => words.announceIn(view.name, announce(shown, view)))
  const shown = groupAlarms(view.alarms)
  const [worst] = shown
  const atDesk = useSoundProfile(({ profile }) => profile === 'clinician')
  const unanswered = atDesk && shown.some(({ escalation }) => escalation === 'clinicianStation')
  return (
    <>
      <p className="visually-hidden" aria-live="assertive">
        {said}
      </p>
      {worst ? (
        <button
          type="button"
          className={`alarming solid ${worst.priority} ${worst.state}`}
          onClick={() => openPage({ name: 'room', roomId: view.id })}
        >
          <b>{view.name}</b> <span className="alarm-marks">{words.priorityMarks[worst.priority]}</span>{' '}
          {worst.lead.state === 'latched' ? words.wasHigh : words.priorities[worst.priority]}{' '}
          {describeShown(worst, view)}
          {shown.length > 1 ? ` +${shown.length - 1}` : ''}
          {unanswered ? <b>{text.signals.escalation.lines.clinicianStation}</b> : null}
          <kbd>{number}</kbd>
        </button>
      ) : null}
    </>
  )
}
