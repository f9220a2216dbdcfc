import { presets } from '../presets/index.ts'
import type { Preset } from '../presets/preset.ts'
import type { Session } from './types.ts'

/** The preset a session runs under; it was checked when the session was opened. */
export function presetOf(session: Session): Preset {
  const preset = presets.find(candidate => candidate.id === session.preset.id)
  if (!preset) throw new Error(`This version of Vigil has no preset "${session.preset.id}".`)
  return preset
}
