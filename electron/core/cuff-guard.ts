import type { Sample } from '../../shared/reading.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'

/**
 * What is known of the cuff in a room, so that Vigil never inflates it twice at once nor too soon again. Pure: times are
 * milliseconds on the room's monotonic line.
 */
export interface CuffWatch {
  /** A monitor has told that its cuff is tight, since then. */
  readonly tightSinceMs: number | null
  readonly slackSinceMs: number | null
  /** A start was sent of which no monitor has told anything yet. */
  readonly sentMs: number | null
  /** Some monitor of the room tells when its cuff is tight. */
  readonly tells: boolean
  /** The last start, inflation or result: the next automatic one counts from here. */
  readonly lastMs: number | null
}

export const restedCuff: CuffWatch = {
  tightSinceMs: null,
  slackSinceMs: null,
  sentMs: null,
  tells: false,
  lastMs: null,
}

/** The arm rests so long between two inflations (plausibility rules, 7). */
const REST_MS = 30 * SECOND_MS
/** No cuff may stay tight longer (IEC 80601-2-30): after that, what told of it has fallen silent. */
const LONGEST_TIGHT_MS = 3 * MINUTE_MS
/** A monitor that tells of its cuff has done so by now, or has not understood the start. */
const TOLD_WITHIN_MS = 10 * SECOND_MS

/** Takes what a monitor says of its cuff; other samples change nothing. */
export function hearCuff(watch: CuffWatch, sample: Sample, nowMs: number): CuffWatch {
  if (sample.kind === 'nibp') {
    const takenMs = nowMs - (sample.ageS ?? 0) * SECOND_MS
    // An older result, told while the cuff is tight, does not make it slack.
    if (watch.tightSinceMs !== null && takenMs < watch.tightSinceMs) return watch
    // A result that some monitors send over and over proves a slack cuff, but no new measurement.
    const isNews = watch.tightSinceMs !== null || watch.sentMs !== null || watch.lastMs === null
    const slackSinceMs = isNews ? nowMs : (watch.slackSinceMs ?? nowMs)
    return {
      ...watch,
      tightSinceMs: null,
      sentMs: null,
      slackSinceMs,
      lastMs: isNews ? (watch.lastMs ?? takenMs) : watch.lastMs,
    }
  }
  if (sample.kind !== 'device') return watch
  if (sample.state === 'cuffInflating') {
    if (watch.tightSinceMs !== null) return watch
    const lastMs = watch.sentMs ?? nowMs
    return { ...watch, tells: true, tightSinceMs: nowMs, slackSinceMs: null, sentMs: null, lastMs }
  }
  if (sample.state === 'cuffIdle') {
    if (watch.tightSinceMs === null) return { ...watch, tells: true }
    return { ...watch, tells: true, tightSinceMs: null, slackSinceMs: nowMs }
  }
  return watch
}

/** A start has been sent. */
export function noteStart(watch: CuffWatch, nowMs: number): CuffWatch {
  return { ...watch, sentMs: nowMs, lastMs: nowMs }
}

/** A stop has been sent: the cuff empties, and the arm rests from now on at the earliest. */
export function noteStop(watch: CuffWatch, nowMs: number): CuffWatch {
  return watch.sentMs === null ? watch : { ...watch, sentMs: null, slackSinceMs: nowMs }
}

/** Why the cuff may not be inflated now, in one sentence; null when it may. */
export function whyNotInflate(watch: CuffWatch, nowMs: number): string | null {
  const { tightSinceMs, slackSinceMs, sentMs, tells } = watch
  if (tightSinceMs !== null && nowMs - tightSinceMs < LONGEST_TIGHT_MS) return phrase.monitors.cuffMeasuring
  if (sentMs !== null && nowMs - sentMs < (tells ? TOLD_WITHIN_MS : LONGEST_TIGHT_MS))
    return phrase.core.cuffJustStarted
  if (slackSinceMs !== null && nowMs - slackSinceMs < REST_MS) {
    const leftS = Math.ceil((REST_MS - (nowMs - slackSinceMs)) / SECOND_MS)
    return phrase.core.armRests(leftS)
  }
  return null
}

/** Is an automatic measurement to be started now? `lastResultMs`: the last result in the record, known after a restart. */
export function isCycleDue(
  watch: CuffWatch,
  everyMin: number,
  lastResultMs: number | null,
  nowMs: number,
): boolean {
  const last = Math.max(watch.lastMs ?? Number.NEGATIVE_INFINITY, lastResultMs ?? Number.NEGATIVE_INFINITY)
  return nowMs - last >= everyMin * MINUTE_MS
}
