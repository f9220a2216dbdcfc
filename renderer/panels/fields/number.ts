/* Numbers as people type them, with a decimal point or a decimal comma, whatever the place of the computer. */

export type TypedNumber =
  | { readonly kind: 'empty' }
  | { readonly kind: 'number'; readonly value: number }
  /** A comma before three digits may part thousands or decimals: both readings, as text. */
  | { readonly kind: 'doubtful'; readonly whole: string; readonly part: string }
  | { readonly kind: 'wrong' }

/** `1,234`, but not `0,125`, which can only be a part. */
const DOUBTFUL = /^([+-]?[1-9]\d{0,2}),(\d{3})$/
const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/

/** Never guesses: what may be read in two ways is no number yet. Thousands are never parted. */
export function readTyped(typed: string): TypedNumber {
  const trimmed = typed.trim()
  if (trimmed === '') return { kind: 'empty' }
  const doubtful = DOUBTFUL.exec(trimmed)
  if (doubtful) {
    const [, before = '', after = ''] = doubtful
    return { kind: 'doubtful', whole: before + after, part: `${before}.${after}` }
  }
  if (!NUMBER.test(trimmed)) return { kind: 'wrong' }
  // Nothing is below nought at nought.
  const value = Number(trimmed.replace(',', '.')) + 0
  // So many figures that no number holds them: more than any bound, which is what can be said of it.
  return { kind: 'number', value: Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value)) }
}

/** What is typed, as far as it is a number yet. Nothing is reckoned from more figures than a number holds. */
export function numberOf(typed: string): number | undefined {
  const read = readTyped(typed)
  return read.kind === 'number' && Math.abs(read.value) < Number.MAX_VALUE ? read.value : undefined
}

/** One step of an arrow key further, within the bounds, with as many decimals as are typed; null: it is no number yet. */
export function stepped(
  typed: string,
  by: 1 | -1,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY },
): string | null {
  const read = readTyped(typed)
  if (read.kind === 'wrong' || read.kind === 'doubtful') return null
  if (read.kind === 'empty') return String(Math.min(max, Math.max(min, Number.isFinite(min) ? min : 0)))
  const decimals = /[.,](\d*)/.exec(typed)?.[1]?.length ?? 0
  const next = Math.min(max, Math.max(min, read.value + by))
  const said = next.toFixed(decimals)
  return typed.includes(',') ? said.replace('.', ',') : said
}
