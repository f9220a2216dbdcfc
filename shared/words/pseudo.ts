/*
 * A language that nobody speaks, made of a real one: each sentence in brackets and a third longer, by more words where it has several. What stands on screen or paper
 * without brackets is outside the catalogue; what is cut off has no room for a longer language.
 */

/** The fonts of a printed report have them. */
const MARKS = { open: '‹', close: '›' } as const
const FILLER = '~'
/** No word of the filler is longer: a real language has words too, and may end a line between them. */
const LONGEST = 8

/** A catalogue of the same shape, every sentence marked. What is handed in by a caller is not lengthened. */
export function makePseudo<Catalogue extends object>(catalogue: Catalogue): Catalogue {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, entry]) => [key, markEntry(entry)]),
  ) as Catalogue
}

function markEntry(entry: unknown): unknown {
  if (typeof entry === 'string') return mark(entry, entry.length)
  if (Array.isArray(entry)) return entry.map(markEntry)
  if (typeof entry === 'function')
    return (...values: readonly unknown[]) => {
      const said: unknown = entry(...values)
      if (typeof said !== 'string') return typeof said === 'object' && said !== null ? markEntry(said) : said
      const foreign = values.reduce<number>(
        (sum, value) =>
          sum + (typeof value === 'string' || typeof value === 'number' ? String(value).length : 0),
        0,
      )
      return mark(said, Math.max(1, said.length - foreign))
    }
  return typeof entry === 'object' && entry !== null ? makePseudo(entry) : entry
}

/** Spaces and line ends around it stay outside: sentences are put together with them. */
function mark(sentence: string, own: number): string {
  const words = sentence.trim()
  if (words === '') return sentence
  const [before = '', after = ''] = sentence.split(words)
  return `${before}${MARKS.open}${words}${fill(words, Math.ceil(own / 3))}${MARKS.close}${after}`
}

/** One word becomes a longer one; several become more of them. */
function fill(words: string, length: number): string {
  if (!/\s/.test(words)) return FILLER.repeat(length)
  const count = Math.ceil(length / LONGEST)
  const runs = Array.from({ length: count }, (_, index) =>
    FILLER.repeat(Math.floor(((index + 1) * length) / count) - Math.floor((index * length) / count)),
  )
  return ` ${runs.join(' ')}`
}
