import { type Instant, MINUTE_MS } from '../../time.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import type { AlarmState } from '../state.ts'
import { passedSinceMs } from './gap-said.ts'

/** While audio is off, a reminder comes so often (alarm standard, section 5). */
const AUDIO_OFF_REMINDER_MS = 3 * MINUTE_MS

/**
 * AUDIO OFF (alarm standard, section 5): no sound until somebody turns it on again, sight stays. Only an administrator
 * may, with a reason; a reminder comes every 3 min. It takes the place of AUDIO PAUSED and ends with the session.
 */
export function audioOff(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  const { off } = state.audio
  if (input.kind === 'turnAudioOff' && off === null) {
    const { by, reason } = input
    const audio = {
      pausedUntilMonoMs: null,
      pausedBy: null,
      off: { by, at: now, reason, remindedMonoMs: now.monoMs },
    }
    return {
      state: { ...state, audio },
      events: [{ event: 'audio', state: 'off', by, reason, cause: 'person' }],
    }
  }
  if (off === null) return unchanged(state)
  const on = { ...state, audio: { ...state.audio, off: null } }
  if (input.kind === 'turnAudioOn')
    return { state: on, events: [{ event: 'audio', state: 'on', by: input.by, cause: 'person' }] }
  if (input.kind === 'close') return { state: on, events: [{ event: 'audio', state: 'on', cause: 'closed' }] }
  if (input.kind !== 'tick' || passedSinceMs(state, off.remindedMonoMs, now) < AUDIO_OFF_REMINDER_MS)
    return unchanged(state)
  const reminded = { ...state.audio, off: { ...off, remindedMonoMs: now.monoMs } }
  return {
    state: { ...state, audio: reminded },
    events: [{ event: 'audio', state: 'reminder', by: off.by, cause: 'timer' }],
  }
}
