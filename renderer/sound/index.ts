import type { Priority } from '../../shared/alarm/ids.ts'
import { ask, onCoreEvent } from '../live/store.ts'
import { howToPlay } from './choose.ts'
import { useSoundProfile } from './profile.ts'
import { renderBurst, renderChime } from './render.ts'
import { useSoundState } from './state.ts'

export { type SoundState, useSoundState } from './state.ts'

let context: AudioContext | null = null
/** End of the burst in progress, on the context's clock. */
let busyUntilS = 0

function audio(): AudioContext | null {
  try {
    context ??= new AudioContext({ latencyHint: 'interactive' })
  } catch {
    useSoundState.setState({ state: 'failed' })
    return null
  }
  context.onstatechange = () => showState()
  return context
}

function showState(): void {
  if (context) useSoundState.setState({ state: context.state === 'running' ? 'ok' : 'blocked' })
}

/** To be called on a person's first click or key: browsers let a page sound only after one. */
export function unlockSound(): void {
  void audio()?.resume().then(showState)
}

/** Plays what the core orders, and says whether it did. The core decides when and what; nothing is timed here. */
export function startSound(): () => void {
  const player = audio()
  void player?.resume().then(showState)
  showState()
  return onCoreEvent(event => {
    if (event.kind !== 'sound') return
    const how = howToPlay(useSoundProfile.getState().profile, event)
    if (how === 'chime') chime()
    // The clinician station confirms: who is quiet must not speak for it.
    if (how !== 'burst') return
    const reason = play(event.priority)
    const answer = reason === null ? { ok: true } : { ok: false, reason }
    void ask('soundPlayed', { orderId: event.orderId, ...answer }).catch(() => {})
  })
}

/** Gives the reason when it could not be played. A burst once begun completes. */
function play(priority: Priority): string | null {
  const player = audio()
  if (!player) return 'no sound output'
  if (player.state !== 'running') return 'the browser waits for a click before it lets a page sound'
  const startS = Math.max(player.currentTime + 0.01, busyUntilS)
  busyUntilS = renderBurst(player, priority, startS)
  return null
}

/** In the room of a patient whom a siren would harm. Where it cannot be played, the clinician station is heard all the same. */
function chime(): void {
  const player = audio()
  if (player?.state !== 'running') return
  busyUntilS = renderChime(player, Math.max(player.currentTime + 0.01, busyUntilS))
}

/** The window's own alarm for when it no longer hears the core, which can then order none. */
export function playLostTone(): void {
  play('high')
}
