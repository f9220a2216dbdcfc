import { create } from 'zustand'
import { type AudioProfile, audioProfiles } from '../../shared/sound/profile.ts'
import { ask, onCoreEvent } from '../live/store.ts'
import { readStored, store } from '../window/stored.ts'
import { useSoundState } from './state.ts'

const STORED_AS = 'audioProfile'

/** How this window sounds: kept in this browser, told to the core. */
export const useSoundProfile = create<{ readonly profile: AudioProfile }>(() => ({ profile: stored() }))

function stored(): AudioProfile {
  const value = readStored('localStorage', STORED_AS)
  return audioProfiles.find(profile => profile === value) ?? 'clinician'
}

/** Asks the core, which notes who chose it, and keeps it once it is granted. @throws Error with the core's refusal */
export async function chooseProfile(profile: AudioProfile): Promise<void> {
  await ask('setAudioProfile', { profile })
  useSoundProfile.setState({ profile })
  tellCore()
  // A browser that keeps nothing is a clinician station again next time: the louder one.
  store('localStorage', STORED_AS, profile)
}

/**
 * Tells the core how this window sounds, every second heartbeat of the core. Not by a timer of its own: browsers slow the
 * timers of hidden windows down, and a window that cannot speak may not pass for one that does.
 */
export function reportSound(): () => void {
  let beats = 0
  const unsubscribe = useSoundState.subscribe(tellCore)
  const stop = onCoreEvent(event => {
    if (event.kind !== 'heartbeat') return
    if (beats % 2 === 0) tellCore()
    beats += 1
  })
  return () => {
    stop()
    unsubscribe()
  }
}

function tellCore(): void {
  const { profile } = useSoundProfile.getState()
  const audible = useSoundState.getState().state === 'ok'
  void ask('stationAlive', { profile, audible }).catch(() => {})
}
