import type { AlarmInput } from '../input.ts'

/** Something the alarm system was told, and when. */
export interface Told {
  readonly atMs: number
  readonly input: AlarmInput
}
export type History = readonly Told[]
