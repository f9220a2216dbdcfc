/*
 * What has changed between two states of one room. States are never changed in place: whatever is the same object has not changed, and is not
 * looked into. A change is JSON, as small as what has changed, and gives back the later state to the byte.
 */

export type ValueChange =
  | { readonly to: unknown }
  | {
      readonly in: Readonly<Record<string, ValueChange>>
      readonly gone?: readonly string[]
      /** All keys, where they stand in another order than the old ones followed by the new. */
      readonly order?: readonly string[]
    }
  /** A list that changed in a few places, and got longer. */
  | { readonly at: Readonly<Record<string, ValueChange>>; readonly add?: readonly unknown[] }
  /** A list made of stretches of the old one, each by where it begins and how many it has, and of new ones in between. */
  | { readonly runs: readonly Run[] }

type Run = readonly [from: number, count: number] | readonly [added: readonly unknown[]]

type Fields = Readonly<Record<string, unknown>>

/** A list that changed in more places is told by its stretches. */
const MOST_PLACES = 4

/** null: nothing that JSON would tell has changed. */
export function findChange(before: unknown, after: unknown): ValueChange | null {
  if (Object.is(before, after)) return null
  if (Array.isArray(before) && Array.isArray(after)) return findListChange(before, after)
  if (isFields(before) && isFields(after)) return findFieldChange(before, after)
  // In a list, JSON has null for what is undefined.
  return { to: after ?? null }
}

function findFieldChange(before: Fields, after: Fields): ValueChange | null {
  const [old, now] = [keysOf(before), keysOf(after)]
  const changed: Record<string, ValueChange> = {}
  const fresh: string[] = []
  for (const key of now) {
    if (before[key] === undefined) fresh.push(key)
    const change = before[key] === undefined ? { to: after[key] } : findChange(before[key], after[key])
    if (change) changed[key] = change
  }
  const gone = old.filter(key => after[key] === undefined)
  const expected = [...old.filter(key => !gone.includes(key)), ...fresh]
  const isInOrder = expected.every((key, index) => key === now[index])
  if (isInOrder && gone.length === 0 && Object.keys(changed).length === 0) return null
  return { in: changed, ...(gone.length > 0 ? { gone } : {}), ...(isInOrder ? {} : { order: now }) }
}

function findListChange(before: readonly unknown[], after: readonly unknown[]): ValueChange | null {
  if (before.length > after.length) return { runs: findRuns(before, after) }
  const at: Record<string, ValueChange> = {}
  let places = 0
  for (let index = 0; index < before.length; index++) {
    const change = findChange(before[index], after[index])
    if (!change) continue
    at[index] = change
    places += 1
    if (places > MOST_PLACES) return { runs: findRuns(before, after) }
  }
  const add = after.slice(before.length)
  if (places === 0 && add.length === 0) return null
  return { at, ...(add.length > 0 ? { add } : {}) }
}

/** What is the same object is where it was, whatever has come or gone around it. */
function findRuns(before: readonly unknown[], after: readonly unknown[]): readonly Run[] {
  const places = new Map(before.map((value, index) => [value, index]))
  const runs: Run[] = []
  let run: { readonly from: number; count: number } | null = null
  let added: unknown[] = []

  function end(): void {
    if (run) runs.push([run.from, run.count])
    if (added.length > 0) runs.push([added])
    run = null
    added = []
  }

  for (const value of after) {
    // Equal numbers may stand anywhere; objects stand where they are.
    const place: number | undefined =
      typeof value === 'object' && value !== null ? places.get(value) : undefined
    if (place === undefined) {
      if (run) end()
      added.push(value)
    } else if (run && place === run.from + run.count) run.count += 1
    else {
      end()
      run = { from: place, count: 1 }
    }
  }
  end()
  return runs
}

/** The later state, of what JSON has of the earlier one. What has not changed stays the same object. */
export function applyChange(before: unknown, change: ValueChange): unknown {
  if ('to' in change) return change.to
  if ('in' in change) {
    const { in: changed, gone = [], order } = change
    const fields: Record<string, unknown> = { ...(before as Fields) }
    for (const key of gone) delete fields[key]
    for (const [key, inner] of Object.entries(changed)) fields[key] = applyChange(fields[key], inner)
    return order ? Object.fromEntries(order.map(key => [key, fields[key]])) : fields
  }
  const known = before as readonly unknown[]
  if ('runs' in change)
    return change.runs.flatMap(([first, count]) =>
      typeof first === 'number' ? known.slice(first, first + (count ?? 0)) : first,
    )
  const list = [...known]
  for (const [index, inner] of Object.entries(change.at))
    list[Number(index)] = applyChange(list[Number(index)], inner)
  return [...list, ...(change.add ?? [])]
}

/** As JSON has them. */
const keysOf = (fields: Fields): readonly string[] =>
  Object.keys(fields).filter(key => fields[key] !== undefined)

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
