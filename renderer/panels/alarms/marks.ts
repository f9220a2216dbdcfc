import { type AlarmParameter, alarmParameters } from '../../../shared/limits.ts'
import type { RoomView } from '../../../shared/views.ts'
import { formatClock } from '../../live/clock.ts'
import { words as shared, text } from '../../text/text.ts'

const words = text.signals.marks

/** One inactivation state that holds in a room now. */
export interface SignalMark {
  readonly key: string
  readonly what: 'audio' | 'alarms'
  readonly state: 'off' | 'paused'
  readonly words: string
  /** Who did it, and why; empty for a pause. */
  readonly why: string
  readonly end:
    | { readonly do: 'resumeAudio' | 'turnAudioOn' | 'resumeAlarms' }
    | { readonly do: 'turnAlarmOn'; readonly parameter: AlarmParameter }
}

/** Every inactivation state of a room (alarm standard, section 5), the widest first. */
export function listMarks({ audio, inactivation }: RoomView, nowMs: number): readonly SignalMark[] {
  const marks: SignalMark[] = []
  const left = (untilMs: number) => formatClock(Math.max(0, untilMs - nowMs))
  if (inactivation.pausedUntilMonoMs !== null)
    marks.push({
      key: 'alarms paused',
      what: 'alarms',
      state: 'paused',
      words: words.alarmPaused(left(inactivation.pausedUntilMonoMs)),
      why: '',
      end: { do: 'resumeAlarms' },
    })
  for (const parameter of alarmParameters) {
    const off = inactivation.off[parameter]
    if (!off) continue
    marks.push({
      key: `alarms off ${parameter}`,
      what: 'alarms',
      state: 'off',
      words: words.alarmOff(shared.vitals.names[parameter]),
      why: words.by(off.by, off.reason),
      end: { do: 'turnAlarmOn', parameter },
    })
  }
  if (audio.off)
    marks.push({
      key: 'audio off',
      what: 'audio',
      state: 'off',
      words: words.audioOff,
      why: words.by(audio.off.by, audio.off.reason),
      end: { do: 'turnAudioOn' },
    })
  if (audio.pausedUntilMonoMs !== null)
    marks.push({
      key: 'audio paused',
      what: 'audio',
      state: 'paused',
      words: words.audioPaused(left(audio.pausedUntilMonoMs)),
      why: '',
      end: { do: 'resumeAudio' },
    })
  return marks
}
