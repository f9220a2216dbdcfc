import { isLimitAlarm } from '../ids.ts'
import { type Facts, lastUpTo, type Sample } from './history.ts'
import type { Comings } from './losses.ts'
import { vitalOf, type Working } from './working.ts'

/* The slow model, on what a stream or the cuff last told: is the signal lost, is a value old, has the cuff failed. */

const S = 1000

/** AR-7: the SpO2 signal after the input `index`; null: there was no sample yet. */
export function signalAt(
  { history, samples, signal }: Facts,
  index: number,
): { isDue: boolean; comings: Comings; lastValue: number | null } | null {
  const nowMs = history[index]?.atMs ?? 0
  const stream = samples.get('spo2') ?? []
  // A value typed later ends no silence that went on after it was measured (AR-16).
  let last: Sample | undefined
  let withoutSince: number | null = null
  for (let place = lastUpTo(stream, index)?.place ?? -1; place >= 0; place--) {
    const one = stream[place]
    if (!one || one.isBehind) continue
    last ??= one
    if (one.value !== null) break
    withoutSince = one.atMs
  }
  if (!last) return null
  const withoutMs = nowMs - (withoutSince ?? nowMs)
  const lastValue = lastValueUpTo(stream, index)?.value ?? null
  const patienceMs = lastValue !== null && lastValue < 90 ? 10 * S : 30 * S
  const pieces = signal.filter(piece => piece.index <= index)
  return {
    isDue: last.value === null && nowMs - last.atMs < 10 * S && withoutMs >= patienceMs,
    comings: { isLost: last.value === null, pieces, beganMs: stream[0]?.atMs ?? 0 },
    lastValue,
  }
}

/** "Last value": since it was last shown anew, a tick has found that its stream had no value for more than 10 s. */
export function isFrozen(
  { history, limits, samples }: Facts,
  { alarm, shownAt }: Working,
  index: number,
): boolean {
  const now = limits[index]
  const vital = now && vitalOf(alarm, now)
  if (!vital) return false
  const stream = samples.get(vital) ?? []
  for (let i = index; i >= shownAt; i--) {
    const told = history[i]
    if (told?.input.kind !== 'tick') continue
    const last = lastValueUpTo(stream, i)
    const isGone = last !== undefined && told.atMs - last.atMs > 10 * S
    // A doubtful value shows a limit's alarm anew, and no trend.
    if (isGone || isLimitAlarm(alarm)) return isGone
  }
  return false
}

/** AR-10: failed or impossible cuff readings in a row, the input `index` being the last. */
export function failuresAt({ history, words }: Facts, index: number): number {
  const readings = history.slice(0, index + 1).flatMap(({ input }, place) => {
    if (input.kind !== 'nibp' || words[place] !== 'newest') return []
    // What is taken nobody knows when ends nothing (AR-16).
    return input.inDoubt && input.reading.validity !== 'invalid' ? [] : [input]
  })
  return readings.length - 1 - readings.findLastIndex(({ reading }) => reading.validity !== 'invalid')
}

function lastValueUpTo(stream: readonly Sample[], index: number): Sample | undefined {
  for (let place = lastUpTo(stream, index)?.place ?? -1; place >= 0; place--)
    if (stream[place]?.value !== null) return stream[place]
  return undefined
}
