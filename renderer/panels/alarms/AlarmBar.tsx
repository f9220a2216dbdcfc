import './alarms.css'
import { groupAlarms, type ShownAlarm } from '../../../shared/alarm/one-reading.ts'
import type { RoomView } from '../../../shared/views.ts'
import { formatClock, roomNow, useTicking } from '../../live/clock.ts'
import type { LiveRoom } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { toggleAudio } from '../../window/requests.ts'
import { openSheet } from '../../window/ui.ts'
import { AlarmLine } from './AlarmLine.tsx'
import { useAnnouncement } from './announce.ts'
import { describeShown } from './causes.ts'

const words = text.room

interface AlarmBarProps {
  readonly room: LiveRoom
  /** So many alarms have room here; the others stand in the list. */
  readonly most: number
}

/** Alarms that are active or latched, what waits for an answer first, in words; only there when there is something. */
export function AlarmBar({ room, most }: AlarmBarProps) {
  useTicking(500)
  const { view } = room
  const shown = groupAlarms(view.alarms)
  const nowMs = roomNow(room).monoMs
  const paused = view.audio.pausedUntilMonoMs
  const said = useAnnouncement(view.alarms, alarm => announce(alarm, view))
  const more = shown.length - most
  return (
    <>
      <p className="visually-hidden" aria-live="assertive">
        {said}
      </p>
      {shown.length > 0 || paused !== null ? (
        <section
          className={shown.length === 1 && most > 1 ? 'alarm-bar single' : 'alarm-bar'}
          data-testid="alarm-bar"
          aria-label={words.alarms}
        >
          <ul>
            {shown.slice(0, most).map(alarm => (
              <AlarmLine key={alarm.key} shown={alarm} view={view} nowMs={nowMs} />
            ))}
          </ul>
          <div className="alarm-actions">
            {more > 0 ? (
              <button type="button" onClick={() => openSheet('alarms')} data-testid="more-alarms">
                {words.more(more)}
                <kbd>+</kbd>
              </button>
            ) : shown.length > 1 ? (
              <span className="alarm-count">{words.count(shown.length)}</span>
            ) : null}
            {shown.some(({ state }) => state !== 'acknowledged') ? (
              <button type="button" className="primary" onClick={() => openSheet('acknowledge')}>
                {words.acknowledge}
                <kbd>a</kbd>
              </button>
            ) : null}
            <button type="button" onClick={() => toggleAudio(view.id)}>
              {paused === null ? words.pauseAudio : words.endPause(formatClock(Math.max(0, paused - nowMs)))}
              <kbd>p</kbd>
            </button>
          </div>
        </section>
      ) : null}
    </>
  )
}

/** 'HIGH alarm: BP 200/118, systolic ≥ 180, …' */
export function announce(shown: ShownAlarm, view: Pick<RoomView, 'limits' | 'nibp'>): string {
  return words.announce(words.priorities[shown.priority], describeShown(shown, view))
}
