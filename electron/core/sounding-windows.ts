import type { AudioProfile } from '../../shared/sound/profile.ts'
import { SECOND_MS } from '../../shared/time.ts'

/** A window that has not spoken for so long is no place where alarms sound any more (alarm standard, 4.5). */
const WINDOW_SILENT_MS = 5 * SECOND_MS

interface SoundingWindow {
  readonly profile: AudioProfile
  /** It says that its sound works. */
  readonly audible: boolean
  readonly heardMs: number
  /** It let an order pass without confirming it; believed again once it has confirmed one. */
  readonly missed: boolean
}

/** The windows as places where alarms sound. */
export interface SoundingWindows {
  /** A window's heartbeat. */
  hear(windowId: string, profile: AudioProfile, audible: boolean, nowMs: number): void
  /** This window has played a burst, or could not. */
  confirm(windowId: string, ok: boolean): void
  /** No window confirmed an order: no clinician's window is to be relied on. */
  distrust(): void
  /**
   * May a treatment room be quiet now? Only while a clinician window is connected, says that its sound works, and has
   * played what it was told to.
   */
  clinicianListens(nowMs: number): boolean
  /** The profile this window has last told. */
  profileOf(windowId: string): AudioProfile | null
}

export function createSoundingWindows(): SoundingWindows {
  const windows = new Map<string, SoundingWindow>()

  function forgetSilent(nowMs: number): void {
    for (const [id, { heardMs }] of windows) if (nowMs - heardMs > WINDOW_SILENT_MS) windows.delete(id)
  }

  return {
    hear(windowId, profile, audible, nowMs) {
      const missed = windows.get(windowId)?.missed ?? false
      windows.set(windowId, { profile, audible, heardMs: nowMs, missed })
    },
    confirm(windowId, ok) {
      const window = windows.get(windowId)
      if (window) windows.set(windowId, { ...window, missed: !ok })
    },
    distrust() {
      for (const [id, window] of windows) windows.set(id, { ...window, missed: true })
    },
    clinicianListens(nowMs) {
      forgetSilent(nowMs)
      return [...windows.values()].some(
        ({ profile, audible, missed }) => profile === 'clinician' && audible && !missed,
      )
    },
    profileOf: windowId => windows.get(windowId)?.profile ?? null,
  }
}
