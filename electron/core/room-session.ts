import type { AlarmEvent } from '../../shared/alarm/types.ts'
import type { SessionEvent } from '../../shared/record/index.ts'
import type { RoomInput } from '../../shared/session/room.ts'
import type { RoomState } from '../../shared/session/room-state.ts'
import type { Instant } from '../../shared/time.ts'
import { refusal, type WhyNot } from '../../shared/words/refusal.ts'
import { createRecorder, type Recorder, type RecorderOptions } from './recorder.ts'

const NO_SESSION = refusal('noSessionHere')

export interface RoomSessionOptions extends Pick<RecorderOptions, 'roomId' | 'write' | 'publish'> {
  /** Every step's events, with the state after it. */
  readonly onEvents: (events: readonly (AlarmEvent | SessionEvent)[], state: RoomState, at: Instant) => void
  /** The session was closed, and its last word is in the record. */
  readonly onEnd: () => void
}

/** The session of a room, while one is open. */
export interface RoomSession {
  state(): RoomState | null
  /** False while nothing can be stored. */
  recording(): boolean
  begin(state: RoomState, at: Instant): void
  /** Lets the session go, as it stands: it goes on elsewhere. Null while something of it is not in the record yet. */
  release(at: Instant): RoomState | null
  /** One input at one instant. Says why not when there is no session, or a person's action was refused. */
  apply(input: RoomInput, at: Instant): WhyNot | null
  /** Hands what has gathered to the record. */
  flush(at: Instant): void
  /** Resolves once every event so far is in the record, or could not be stored. */
  settled(): Promise<void>
  /** Resolves once nothing of it is on its way to the record. */
  idle(): Promise<void>
  /** Nothing is being recorded, and why; null: it is again. */
  tellTrouble(sentence: string | null, at: Instant): void
}

export function createRoomSession(options: RoomSessionOptions): RoomSession {
  let recorder: Recorder | null = null
  let trouble: string | null = null

  /** A closed session is let go only once its last word is stored; until then the room keeps it. */
  function endIfClosed(at: Instant): void {
    if (recorder?.state().session.phase !== 'closed' || !recorder.isStored()) return
    const ended = recorder
    recorder = null
    ended.flush(at)
    options.onEnd()
  }

  return {
    state: () => recorder?.state() ?? null,
    recording: () => recorder?.recording() ?? true,
    begin(state, at) {
      recorder = createRecorder({
        ...options,
        state,
        onEvents(events, at) {
          if (recorder) options.onEvents(events, recorder.state(), at)
        },
      })
      if (trouble !== null) recorder.tellTrouble(trouble, at)
    },
    release(at) {
      recorder?.flush(at)
      if (!recorder?.isStored()) return null
      const state = recorder.state()
      recorder = null
      return state
    },
    apply(input, at) {
      if (!recorder) return NO_SESSION
      const refused = recorder.apply(input, at)
      endIfClosed(at)
      return refused
    },
    flush(at) {
      recorder?.flush(at)
      endIfClosed(at)
    },
    settled: async () => recorder?.settled(),
    idle: async () => recorder?.idle(),
    tellTrouble(sentence, at) {
      trouble = sentence
      recorder?.tellTrouble(sentence, at)
      endIfClosed(at)
    },
  }
}
