import type { ReactNode } from 'react'
import type { ShownAlarm } from '../../../shared/alarm/one-reading.ts'
import type { AlarmView } from '../../../shared/alarm/types.ts'
import { guideAlarm } from '../../../shared/clinic-set/texts.ts'
import { passedMs } from '../../../shared/session/elapsed.ts'
import type { RoomView } from '../../../shared/views.ts'
import { nameDetail } from '../../../shared/words/names.ts'
import { formatClock } from '../../live/clock.ts'
import { useSoundProfile } from '../../sound/profile.ts'
import { format, words as shared, text } from '../../text/text.ts'
import { type Cause, causesOf, nameOf } from './causes.ts'
import { doubtOf } from './doubt.ts'
import { isWide } from './zone.ts'

const words = text.room

interface AlarmLineProps {
  readonly shown: ShownAlarm
  readonly view: RoomView
  readonly nowMs: number
}

/** One alarm in words: what, by which causes, how long, who has seen it, what to do. */
export function AlarmLine({ shown, view, nowMs }: AlarmLineProps) {
  const { lead, causes, priority, state, escalation } = shown
  const doubt = doubtOf(lead, view)
  const name = nameOf(shown, view)
  // Of what is no limit's, the name says the detail already.
  const said = lead.detail ? nameDetail(lead.alarm, lead.detail, shared) : null
  const detail = said !== null && !name.includes(said) ? said : null
  const atDesk = useSoundProfile(({ profile }) => profile === 'clinician')
  const sinceMs = Math.min(...causes.map(({ since }) => since.monoMs))
  return (
    <li
      className={`alarming solid ${priority} ${state} ${isWide(shown) ? 'wide' : ''}`}
      data-alarm={lead.alarm}
      data-priority={priority}
      data-state={state}
    >
      <span className="alarm-marks" aria-hidden="true">
        {words.priorityMarks[priority]}
      </span>
      {lead.state === 'active' ? <span className="alarm-priority">{words.priorities[priority]}</span> : null}
      <b>
        {name}
        {causesOf(shown, view).map(cause => (
          <span key={cause.said}>
            {', '}
            <CauseWords cause={cause} lead={lead} />
          </span>
        ))}
      </b>
      {detail ? <span className="alarm-detail">{detail}</span> : null}
      {lead.frozen ? <span>{words.lastValue}</span> : null}
      {doubt === '' ? null : <span>{doubt}</span>}
      <span className="alarm-state">
        {lead.state === 'latched' && lead.ended
          ? words.latched(format().time(lead.ended.wallMs))
          : words.alarmFor(formatClock(passedMs({ gaps: view.session?.gaps ?? [] }, sinceMs, nowMs)))}
      </span>
      {atDesk && escalation === 'clinicianStation' ? (
        <b>{text.signals.escalation.lines.clinicianStation}</b>
      ) : null}
      {state === 'acknowledged' && lead.acknowledged ? (
        <span className="alarm-by">{words.acknowledgedBy(lead.acknowledged.by)}</span>
      ) : lead.state === 'active' ? (
        <span className="guidance">{guideAlarm(lead.alarm, priority, view.session, shared)}</span>
      ) : null}
    </li>
  )
}

/** Each alarm underneath keeps its name, its priority and its state; the lead's stand on the whole line. */
function CauseWords({ cause: { alarms, said }, lead }: { readonly cause: Cause; readonly lead: AlarmView }) {
  let shown: ReactNode = said
  for (const { alarm, priority, state, acknowledged } of alarms.filter(alarm => alarm !== lead))
    shown = (
      <span data-alarm={alarm} data-priority={priority} data-state={acknowledged ? 'acknowledged' : state}>
        {shown}
      </span>
    )
  return shown
}
