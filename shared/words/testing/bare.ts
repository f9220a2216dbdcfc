/**
 * A catalogue that says nothing: every word of it is left out, and what is handed in stands alone. What can still be read in a text
 * that is made with it did not come from the catalogue.
 */
export function makeBare<Catalogue extends object>(catalogue: Catalogue): Catalogue {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, entry]) => [key, bareEntry(entry)]),
  ) as Catalogue
}

function bareEntry(entry: unknown): unknown {
  if (typeof entry === 'string') return ''
  if (Array.isArray(entry)) return entry.map(bareEntry)
  if (typeof entry === 'function')
    return (...values: readonly unknown[]) =>
      values
        .flat()
        .filter(value => typeof value === 'string')
        .join(' ')
  return typeof entry === 'object' && entry !== null ? makeBare(entry) : entry
}
