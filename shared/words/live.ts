/**
 * The same tree of words, each read from the catalogue of the moment whenever it is said. A view may so keep a branch when its
 * module loads, and never keeps a word.
 *
 * @param shape any language: all have the same keys
 */
export function liveWords<Catalogue extends object>(shape: Catalogue, now: () => Catalogue): Catalogue {
  const branch = {}
  for (const [key, entry] of Object.entries(shape)) {
    const here = () => (now() as Record<string, unknown>)[key]
    if (isBranch(entry)) {
      const below = liveWords(entry, here as () => object)
      Object.defineProperty(branch, key, { value: below, enumerable: true })
    } else Object.defineProperty(branch, key, { get: here, enumerable: true })
  }
  return branch as Catalogue
}

function isBranch(entry: unknown): entry is object {
  return typeof entry === 'object' && entry !== null && !Array.isArray(entry)
}
