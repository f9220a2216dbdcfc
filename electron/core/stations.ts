import type { AudioProfile } from '../../shared/sound/profile.ts'
import { SECOND_MS } from '../../shared/time.ts'

/** A window that has not spoken for so long is no station any more (alarm standard, 4.5). */
export const STATION_SILENT_MS = 5 * SECOND_MS

interface Station {
  readonly profile: AudioProfile
  /** It says that its sound works. */
  readonly audible: boolean
  readonly heardMs: number
  /** It let an order pass without confirming it; believed again once it has confirmed one. */
  readonly missed: boolean
}

/** The windows as places where alarms sound. */
export interface Stations {
  /** A window's heartbeat. */
  hear(windowId: string, profile: AudioProfile, audible: boolean, nowMs: number): void
  /** This window has played a burst, or could not. */
  confirm(windowId: string, ok: boolean): void
  /** An order was confirmed by nobody: no clinician station is to be relied on. */
  distrust(): void
  /**
   * May a treatment room be quiet now? Only while a clinician station is connected, says that its sound works, and has
   * played what it was told to.
   */
  clinicianListens(nowMs: number): boolean
  /** The profile this window has last told. */
  profileOf(windowId: string): AudioProfile | null
}

export function createStations(): Stations {
  const stations = new Map<string, Station>()

  function forgetSilent(nowMs: number): void {
    for (const [id, { heardMs }] of stations) if (nowMs - heardMs > STATION_SILENT_MS) stations.delete(id)
  }

  return {
    hear(windowId, profile, audible, nowMs) {
      const missed = stations.get(windowId)?.missed ?? false
      stations.set(windowId, { profile, audible, heardMs: nowMs, missed })
    },
    confirm(windowId, ok) {
      const station = stations.get(windowId)
      if (station) stations.set(windowId, { ...station, missed: !ok })
    },
    distrust() {
      for (const [id, station] of stations) stations.set(id, { ...station, missed: true })
    },
    clinicianListens(nowMs) {
      forgetSilent(nowMs)
      return [...stations.values()].some(
        ({ profile, audible, missed }) => profile === 'clinician' && audible && !missed,
      )
    },
    profileOf: windowId => stations.get(windowId)?.profile ?? null,
  }
}
