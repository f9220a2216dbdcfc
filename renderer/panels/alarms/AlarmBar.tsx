import './alarms.css'
import { isLimitAlarm } from '../../../shared/alarm/ids.ts'
import type { AlarmView } from '../../../shared/alarm/types.ts'
import type { RoomView } from '../../../shared/views.ts'
import { vitals } from '../../../shared/vitals.ts'
import { formatClock, roomNow, useTicking } from '../../live/clock.ts'
import type { LiveRoom } from '../../live/store.ts'
import { useSoundProfile } from '../../sound/profile.ts'
import { text } from '../../text/en.ts'
import { toggleAudio } from '../../window/requests.ts'
import { openSheet } from '../../window/ui.ts'
import { LEAST_ACCURATE_SPO2 } from '../room/figures.ts'
import { useAnnouncement } from './announce.ts'
import { doubtOf } from './doubt.ts'

const words = text.room

/** With more alarms than this, each has one line. */
const ROOMY = 4

/** Every alarm that is active or latched, highest and newest first, in words; only there when there is something. */
export function AlarmBar({ room }: { readonly room: LiveRoom }) {
  useTicking(500)
  const { view } = room
  const { alarms, audio, session } = view
  const nowMs = roomNow(room).monoMs
  const paused = audio.pausedUntilMonoMs
  const route = session?.preset.route ?? null
  const said = useAnnouncement(alarms, alarm =>
    words.announce(words.priorities[alarm.priority], words.names[alarm.alarm], describeValue(alarm, view)),
  )
  return (
    <>
      <p className="visually-hidden" aria-live="assertive">
        {said}
      </p>
      {alarms.length > 0 || paused !== null ? (
        <section
          className={alarms.length > ROOMY ? 'alarm-bar many' : 'alarm-bar'}
          data-testid="alarm-bar"
          aria-label={words.alarms}
        >
          <ul>
            {alarms.map(alarm => (
              <AlarmLine
                key={`${alarm.alarm} ${alarm.deviceId ?? ''} ${alarm.state}`}
                alarm={alarm}
                view={view}
                nowMs={nowMs}
                guidance={words.guidance(alarm.alarm, alarm.priority, route)}
              />
            ))}
          </ul>
          <div className="alarm-actions">
            {alarms.length > 1 ? <span className="alarm-count">{words.count(alarms.length)}</span> : null}
            {alarms.some(alarm => !alarm.acknowledged) ? (
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

function AlarmLine({
  alarm,
  view,
  nowMs,
  guidance,
}: {
  readonly alarm: AlarmView
  readonly view: RoomView
  readonly nowMs: number
  readonly guidance: string
}) {
  const state = alarm.acknowledged ? 'acknowledged' : alarm.state
  const doubt = doubtOf(alarm, view)
  const atDesk = useSoundProfile(({ profile }) => profile === 'clinician')
  return (
    <li
      className={`alarming solid ${alarm.priority} ${state}`}
      data-alarm={alarm.alarm}
      data-priority={alarm.priority}
      data-state={state}
    >
      <span className="alarm-marks" aria-hidden="true">
        {words.priorityMarks[alarm.priority]}
      </span>
      {alarm.state === 'active' ? (
        <span className="alarm-priority">{words.priorities[alarm.priority]}</span>
      ) : null}
      <b>
        {words.names[alarm.alarm]} {isLimitAlarm(alarm.alarm) ? describeValue(alarm, view) : null}
      </b>
      {alarm.detail ? <span className="alarm-detail">{alarm.detail}</span> : null}
      {alarm.frozen ? <span>{words.lastValue}</span> : null}
      {doubt === '' ? null : <span>{doubt}</span>}
      <span>
        {alarm.state === 'latched' && alarm.ended
          ? words.latched(new Date(alarm.ended.wallMs).toLocaleTimeString('en-GB'))
          : words.alarmFor(formatClock(nowMs - alarm.since.monoMs))}
      </span>
      {atDesk && alarm.escalation === 'clinicianStation' ? (
        <b>{text.signals.escalation.lines.clinicianStation}</b>
      ) : null}
      {alarm.acknowledged ? (
        <span>{words.acknowledgedBy(alarm.acknowledged.by)}</span>
      ) : alarm.state === 'active' ? (
        <span className="guidance">{guidance}</span>
      ) : null}
    </li>
  )
}

/** '84 < 85 %', '+52 ≥ 40 mmHg', or what failed. Of a latched alarm the limit alone: its value is past it no longer. */
export function describeValue(alarm: AlarmView, view: Pick<RoomView, 'limits'>): string {
  if (!isLimitAlarm(alarm.alarm) || !view.limits || alarm.limit === null) return alarm.detail ?? ''
  const { parameter, side, reference } = view.limits[alarm.alarm]
  if (alarm.state === 'latched')
    return `${side === 'high' ? '≥' : '<'} ${alarm.limit} ${vitals[parameter].unit}`
  const past = `${side === 'high' ? '≥' : '<'} ${alarm.limit} ${vitals[parameter].unit}`
  if (parameter === 'spo2' && alarm.value !== null && alarm.value < LEAST_ACCURATE_SPO2)
    return text.room.below70(past)
  const shown = alarm.value === null ? '--' : Math.round(alarm.value)
  const value = reference === 'rise' ? `+${shown}` : `${shown}`
  return `${value} ${past}`
}
