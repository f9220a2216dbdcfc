import type { Preset } from '../presets/preset.ts'
import type { Phase } from '../session/types.ts'
import { shippedEnglish } from './en/shipped.ts'
import type { Words } from './index.ts'
import { sayShipped } from './shipped.ts'

/* Phases are called as the session's preset calls them, on screen and in every report: INFUSION where the drug runs into a vein. */

type Naming = Pick<Preset, 'phaseNames'>
/** What presets have no name for. */
type OtherPhase = Exclude<Phase, keyof Preset['phaseNames']>

/**
 * What a phase is called.
 *
 * @param alone the other phases where names stand alone, in capitals; without it the name is one for a sentence. What a clinic
 * has written stands as it is.
 */
export function namePhase(
  phase: Phase,
  { phaseNames }: Naming,
  words: Words,
  alone?: Readonly<Record<OtherPhase, string>>,
): string {
  if (phase !== 'dosing' && phase !== 'observation') return (alone ?? words.phases)[phase]
  const kept = phaseNames[phase]
  if (alone) return sayShipped(kept, words)
  const shipped = shippedPhases.find(name => shippedEnglish.phases[name] === kept)
  return shipped ? words.phases[shipped] : kept
}

const shippedPhases = [
  'dosing',
  'observation',
  'infusion',
  'recovery',
] as const satisfies readonly PresetPhase[]
type PresetPhase = keyof typeof shippedEnglish.phases

/** The words in which the record of a session with this preset is told. */
export function wordsWith<Spoken extends Words>(preset: Naming, words: Spoken): Spoken {
  const { phases } = words
  const [dosing, observation] = [namePhase('dosing', preset, words), namePhase('observation', preset, words)]
  return { ...words, phases: { ...phases, dosing, observation } }
}
