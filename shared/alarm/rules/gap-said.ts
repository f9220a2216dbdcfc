import type { Instant } from '../../time.ts'
import { type AlarmInput, type Stepped, unchanged } from '../input.ts'
import type { AlarmState } from '../state.ts'

/** So many gaps are remembered: a duration of a rule is some minutes, and lies over few. */
const REMEMBERED = 20

/** AR-22: it is known now how long a gap was. Durations over it count what passed, from the next tick on. */
export function gapSaid(state: AlarmState, input: AlarmInput): Stepped {
  if (input.kind !== 'gapSaid') return unchanged(state)
  const { fromMonoMs, lacksMs } = input
  const saidGaps = [...(state.saidGaps ?? []), { fromMonoMs, lacksMs }].slice(-REMEMBERED)
  const said = state.unsureGaps?.find(gap => gap.fromMonoMs === fromMonoMs)
  const unsureGaps = state.unsureGaps?.filter(gap => gap !== said)
  return unchanged({ ...state, saidGaps, ...(unsureGaps ? { unsureGaps } : {}) })
}

/** Does nobody know how long ago this moment was? */
export function isOfUnknownAge({ unsureGaps = [] }: AlarmState, momentMs: number): boolean {
  return unsureGaps.some(({ toMonoMs }) => momentMs <= toMonoMs)
}

/** What has passed since a moment on the line, ms, by what people have said of the gaps that have begun since. */
export function passedSinceMs({ saidGaps = [] }: AlarmState, sinceMonoMs: number, now: Instant): number {
  return saidGaps.reduce(
    (ms, { fromMonoMs, lacksMs }) => (fromMonoMs >= sinceMonoMs ? ms + lacksMs : ms),
    now.monoMs - sinceMonoMs,
  )
}
