import type { AlarmInput } from '../alarm/input.ts'
import { vitals } from '../vitals.ts'
import type { Action } from './actions.ts'
import type { Effect } from './apply.ts'
import type { RoomState } from './room-state.ts'

type Inactivation = Extract<
  Action,
  { do: 'turnAudioOff' | 'turnAudioOn' | 'pauseAlarms' | 'resumeAlarms' | 'turnAlarmOff' | 'turnAlarmOn' }
>

/** AUDIO OFF, ALARM PAUSED and ALARM OFF: hands the request to the alarm system, or says why it may not be. */
export function inactivate(state: RoomState, action: Inactivation): Effect {
  const { alarm, session } = state
  const { by } = action
  const tell = (input: AlarmInput): Effect => ({ session, events: [], alarms: [input] })
  switch (action.do) {
    case 'turnAudioOff':
      if (alarm.audio.off) return { refused: 'Audio is off already.' }
      return tell({ kind: 'turnAudioOff', by, reason: action.reason })
    case 'turnAudioOn':
      return alarm.audio.off ? tell({ kind: 'turnAudioOn', by }) : { refused: 'Audio is not off.' }
    case 'pauseAlarms':
      if (session.phase === 'dosing')
        return { refused: 'Alarms cannot be paused while a drug is being given.' }
      if (alarm.pause)
        return {
          refused: 'Alarms are already paused; a pause cannot be made longer, only started again.',
        }
      return tell({ kind: 'pauseAlarms', by })
    case 'resumeAlarms':
      return alarm.pause ? tell({ kind: 'resumeAlarms', by }) : { refused: 'Alarms are not paused.' }
    case 'turnAlarmOff': {
      const { parameter, reason } = action
      if (alarm.off[parameter])
        return { refused: `The alarms of ${vitals[parameter].label} are off already.` }
      return tell({ kind: 'turnAlarmOff', by, parameter, reason })
    }
    case 'turnAlarmOn': {
      const { parameter } = action
      if (!alarm.off[parameter]) return { refused: `The alarms of ${vitals[parameter].label} are not off.` }
      return tell({ kind: 'turnAlarmOn', by, parameter })
    }
  }
}
