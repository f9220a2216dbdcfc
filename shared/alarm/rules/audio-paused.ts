import type { Instant } from '../../time.ts'
import { SECOND_MS } from '../../time.ts'
import type { Priority } from '../ids.ts'
import { type AlarmInput, type AudioEvent, type Stepped, unchanged } from '../input.ts'
import type { AlarmState } from '../state.ts'
import { passedSinceMs } from './gap-said.ts'

/** How long AUDIO PAUSED lasts (alarm standard, section 5; bedside monitors offer 1 to 3 min). */
const AUDIO_PAUSE_MS = 120 * SECOND_MS

/**
 * AR-9, AUDIO PAUSED: no sound for 120 s, sight stays. It cannot be made longer, only started again after it has ended.
 * A second press ends it; so does a new HIGH, or a rise to HIGH, in any room, and a gap of which nobody knows how long it was (AR-22).
 */
export function audioPaused(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  const { pausedUntilMonoMs } = state.audio
  if (input.kind === 'pauseAudio' && pausedUntilMonoMs === null && state.audio.off === null) {
    const audio = { pausedUntilMonoMs: now.monoMs + AUDIO_PAUSE_MS, pausedBy: input.by, off: null }
    return {
      state: { ...state, audio },
      events: [{ event: 'audio', state: 'paused', by: input.by, cause: 'person' }],
    }
  }
  if (pausedUntilMonoMs === null) return unchanged(state)
  if (input.kind === 'resumeAudio') return endPause(state, { cause: 'person', by: input.by })
  if (input.kind === 'highElsewhere') return endPause(state, { cause: 'high alarm' })
  if (input.kind === 'close') return endPause(state, { cause: 'closed' })
  if (input.kind === 'resumed' && input.unsureFromMonoMs !== undefined)
    return endPause(state, { cause: 'expired' })
  const isOver = passedSinceMs(state, pausedUntilMonoMs - AUDIO_PAUSE_MS, now) >= AUDIO_PAUSE_MS
  if (input.kind === 'tick' && isOver) return endPause(state, { cause: 'expired' })
  return unchanged(state)
}

function endPause(state: AlarmState, why: { cause: string; by?: string }): Stepped {
  const ended: AudioEvent = { event: 'audio', state: 'on', ...why }
  return {
    state: { ...state, audio: { ...state.audio, pausedUntilMonoMs: null, pausedBy: null } },
    events: [ended],
  }
}

/** Adds the end of the pause to `events` when an alarm that has just begun or risen is HIGH. */
export function endPauseForHigh(state: AlarmState, priority: Priority, events: Stepped['events']): Stepped {
  if (priority !== 'high' || state.audio.pausedUntilMonoMs === null) return { state, events }
  const ended = endPause(state, { cause: 'high alarm' })
  return { state: ended.state, events: [...events, ...ended.events] }
}
