import { create } from 'zustand'

/** ok: bursts can be heard. blocked: the browser wants a click first. failed: there is no sound output. */
export type SoundState = 'ok' | 'blocked' | 'failed'

export const useSoundState = create<{ readonly state: SoundState }>(() => ({ state: 'blocked' }))
