/** Are two pieces of plain data alike? A field that is `undefined` counts as absent, as it does in JSON. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((value, index) => isSame(value, b[index]))
    )
  const [left, right] = [fieldsOf(a), fieldsOf(b)]
  return left.length === right.length && left.every(([key, value]) => isSame(value, Reflect.get(b, key)))
}

function fieldsOf(data: object): [string, unknown][] {
  return Object.entries(data).filter(([, value]) => value !== undefined)
}

/** The fields of `after` that `before` has not, or has otherwise; and those of `before` that are gone. */
export function compareFields<T extends object>(
  before: T,
  after: T,
): { readonly changed: Partial<T>; readonly gone: readonly (keyof T)[] } {
  const changed: Partial<T> = {}
  for (const key of Object.keys(after) as (keyof T)[])
    if (after[key] !== undefined && !isSame(before[key], after[key])) changed[key] = after[key]
  const gone = (Object.keys(before) as (keyof T)[]).filter(
    key => before[key] !== undefined && after[key] === undefined,
  )
  return { changed, gone }
}
