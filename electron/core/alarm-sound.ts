import { outranks, type Priority } from '../../shared/alarm/ids.ts'
import { soundingPriority } from '../../shared/alarm/signals.ts'
import type { AlarmEvent } from '../../shared/alarm/types.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import type { SessionEvent } from '../../shared/record/index.ts'
import { sound as began } from '../../shared/record/monitor.ts'
import type { SystemEvent } from '../../shared/record/system.ts'
import { SECOND_MS } from '../../shared/time.ts'
import type { SoundView } from '../../shared/views.ts'
import { phrase } from '../../shared/words/host.ts'
import type { SoundOutput } from './contracts/sound-output.ts'
import type { Say } from './guard.ts'
import type { Room } from './room.ts'
import { type SoundInput, type SoundState, silentSound, stepSound } from './sound.ts'
import type { SoundingWindows } from './sounding-windows.ts'

export interface AlarmSoundOptions {
  /** The core's own alarm sound, for when no window plays one. */
  readonly beep: () => void
  /** What the system says of the output that alarms are heard through; null: it does not say. */
  readonly readOutput: () => Promise<SoundOutput | null>
  readonly nowMs: () => number
  readonly rooms: () => Iterable<Room>
  readonly windows: SoundingWindows
  readonly publish: (event: CoreEvent) => void
  readonly publishInstallation: () => void
  readonly note: (event: SystemEvent) => void
  readonly say: Say
}

/** How often the output is looked at. */
const LOOK_MS = 10 * SECOND_MS

/** What is heard in this installation: orders to windows, the sound check, and whether the output can be heard at all. */
export function createAlarmSound(options: AlarmSoundOptions) {
  const { windows, nowMs, publish, publishInstallation, note, say } = options
  let sound: SoundState = silentSound
  let fresh: Priority | null = null
  let reminder = false
  /** Whether the last order let treatment rooms be quiet. */
  let quietOrder = false
  let listened = false
  let checkedBy: string | null = null
  let output: SoundOutput | null = null
  let lookDueMs = nowMs()
  let looking = false
  let shownFailed = false
  /** Room -> its session in which `sound-failed` holds. */
  const toldFailing = new Map<string, string>()

  function step(input: SoundInput): void {
    const stepped = stepSound(sound, input, nowMs())
    sound = stepped.state
    if (stepped.order) {
      quietOrder = input.kind !== 'again' && windows.clinicianListens(nowMs())
      publish({ kind: 'sound', ...stepped.order, clinicianListens: quietOrder })
    }
    if (stepped.began) noteSignal(stepped.began)
    if (stepped.beep) {
      options.beep()
      // The clinician's window did not answer: sound comes back where it was quiet (alarm standard, 4.5).
      if (quietOrder) {
        windows.distrust()
        step({ kind: 'again' })
      }
    }
    showFailure()
  }

  /** A burst that nobody played, or an output that nobody can hear. */
  function showFailure(): void {
    const muted = output?.muted ?? false
    const failed = sound.failed || muted
    if (failed === shownFailed) return
    shownFailed = failed
    tellRooms()
    const detail = muted ? 'The sound output is muted.' : 'No window played the last burst.'
    note({ event: 'system', kind: 'sound', detail: failed ? detail : 'Bursts are played again.' })
    publishInstallation()
  }

  /** `sound-failed` in every open session, also in one that is opened while it lasts. */
  function tellRooms(): void {
    for (const room of options.rooms()) {
      const sessionId = room.state()?.session.id
      const failing = shownFailed ? sessionId : undefined
      if (failing === toldFailing.get(room.id)) continue
      if (failing === undefined) toldFailing.delete(room.id)
      else toldFailing.set(room.id, failing)
      if (sessionId === undefined) continue
      room.apply({ kind: 'technical', alarm: 'sound-failed', priority: shownFailed ? 'low' : null })
    }
  }

  /** The record says when an alarm began to be heard (alarm standard, 8). */
  function noteSignal(priority: Priority): void {
    for (const room of options.rooms()) {
      const alarm = room.state()?.alarm
      if (!alarm || soundingPriority(alarm) !== priority) continue
      room.apply({ kind: 'note', event: began.of({ state: 'started', priority }) })
    }
  }

  /** Never in the loop's way: the system's programs take their time. */
  function look(): void {
    if (looking || nowMs() < lookDueMs) return
    looking = true
    lookDueMs = nowMs() + LOOK_MS
    options
      .readOutput()
      .then(noteOutput)
      .catch((error: unknown) => say(phrase.core.soundOutputUnknown, error))
      .finally(() => {
        looking = false
      })
  }

  function noteOutput(seen: SoundOutput | null): void {
    const before = output?.device ?? null
    output = seen
    const device = seen?.device ?? null
    if (before !== null && device !== null && device !== before) {
      // What a person heard was another output.
      checkedBy = null
      note({ event: 'system', kind: 'sound', detail: `The sound output changed: ${before} -> ${device}` })
      publishInstallation()
    }
    showFailure()
  }

  return {
    step,
    /** What a room has just told: alarms that are to be heard, and reminders. */
    hear(events: readonly (AlarmEvent | SessionEvent)[]): void {
      for (const event of events) {
        if (event.event === 'session' && (event.kind === 'audio' || event.kind === 'alarms'))
          reminder ||= event.state === 'reminder'
        if (event.event !== 'alarm') continue
        const starts =
          event.transition === 'raised' ||
          event.transition === 'escalated' ||
          event.transition === 'reAlarmed'
        if (starts && (fresh === null || outranks(event.priority, fresh))) fresh = event.priority
      }
    },
    /** Once a turn of the core's loop, after the rooms. */
    advance(): void {
      const isFresh = fresh !== null
      fresh = null
      if (reminder) step({ kind: 'reminder' })
      reminder = false
      step({ kind: 'tick', sounding: loudest(options.rooms()), fresh: isFresh })
      const listens = windows.clinicianListens(nowMs())
      if (listens !== listened) publishInstallation()
      listened = listens
      tellRooms()
      look()
    },
    confirmHeard(by: string): void {
      checkedBy = by
      publishInstallation()
    },
    view: (): Omit<SoundView, 'secondContact'> => ({
      checkedBy,
      failed: sound.failed,
      muted: output?.muted ?? false,
      clinicianListens: windows.clinicianListens(nowMs()),
    }),
  }
}

/** The highest priority that should be heard now in any room. */
function loudest(rooms: Iterable<Room>): Priority | null {
  let highest: Priority | null = null
  for (const room of rooms) {
    const state = room.state()
    // A replay is looked at, not watched: it must not call anybody to a patient who is not there.
    const priority = state && !state.session.replayed ? soundingPriority(state.alarm) : null
    if (priority !== null && (highest === null || outranks(priority, highest))) highest = priority
  }
  return highest
}
