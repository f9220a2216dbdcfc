import type { Authored } from '../alarm/types.ts'
import type { Shortcomings } from './shortcomings.ts'

/** What stands against starting to dose. */
export const gateFindings = [
  'noBaseline',
  'pressureHigh',
  'pressureVeryHigh',
  'notRepeated',
  'noSpo2',
  'spo2Low',
  'noPulse',
  'pulseOut',
  'identityOpen',
  'checklistOpen',
  'checklistFailed',
  'noSedation',
] as const
export type GateFinding = (typeof gateFindings)[number]

/** The prescriber lets findings pass, with words; with blood pressure of 160/100 or more, a second person signs too. */
export interface GateOverride extends Authored {
  readonly findings: readonly GateFinding[]
  readonly reason: string
  readonly second?: string
  /** What the findings rested on then; absent in what earlier versions kept. */
  readonly weighed?: Shortcomings
}
