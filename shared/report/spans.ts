/** A stretch of the monotonic line, in milliseconds; `toMs` not before `fromMs`. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** How long it lasts that at least one of these stretches runs, in milliseconds: what overlaps counts once. */
export function totalMs(spans: readonly Span[]): number {
  let total = 0
  let coveredToMs = Number.NEGATIVE_INFINITY
  for (const { fromMs, toMs } of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    total += Math.max(0, toMs - Math.max(fromMs, coveredToMs))
    coveredToMs = Math.max(coveredToMs, toMs)
  }
  return total
}

/** The parts of these stretches that lie within `bounds`. */
export function clip(spans: readonly Span[], bounds: Span): readonly Span[] {
  return spans
    .map(({ fromMs, toMs }) => ({
      fromMs: Math.max(fromMs, bounds.fromMs),
      toMs: Math.min(toMs, bounds.toMs),
    }))
    .filter(({ fromMs, toMs }) => toMs > fromMs)
}

/** What is left of `bounds` outside these stretches. */
export function cutOut(spans: readonly Span[], bounds: Span): readonly Span[] {
  const left: Span[] = []
  let fromMs = bounds.fromMs
  for (const span of clip(spans, bounds).toSorted((a, b) => a.fromMs - b.fromMs)) {
    if (span.fromMs > fromMs) left.push({ fromMs, toMs: span.fromMs })
    fromMs = Math.max(fromMs, span.toMs)
  }
  if (bounds.toMs > fromMs) left.push({ fromMs, toMs: bounds.toMs })
  return left
}
