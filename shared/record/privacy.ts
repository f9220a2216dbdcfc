import type { z } from 'zod'

/*
 * What of a record may leave without saying who. Closed sets of words, figures and yes or no can hold nothing that a person
 * typed; every text is hidden, unless its schema declares it safe, or the name of a person.
 */

/** Stands where words of a person stood. */
export const REMOVED = '[removed]'

const declared = new WeakMap<z.core.$ZodType, 'safe' | 'person'>()

function declare<S extends z.ZodType>(schema: S, as: 'safe' | 'person'): S {
  // A copy: the same schema elsewhere stays as it is.
  const copy = schema.clone()
  declared.set(copy, as)
  return copy
}

/** Declares that this text is Vigil's own, or of the treatment rather than of people: codes, hashes, lot numbers. */
export function safe<S extends z.ZodType>(schema: S): S {
  return declare(schema, 'safe')
}

/** Declares that this text is the name of a person. */
export function person<S extends z.ZodType>(schema: S): S {
  return declare(schema, 'person')
}

/** What becomes of texts that may stay. */
export interface Disguise {
  person(name: string): string
  safe(text: string): string
}

/** The same value without what its schema does not let out. Fields that the schema does not know are left out. */
export function disguise<S extends z.ZodType>(schema: S, value: z.infer<S>, as: Disguise): z.infer<S> {
  return walk(schema, value, as, 'hidden') as z.infer<S>
}

type Declared = 'hidden' | 'safe' | 'person'

function walk(schema: z.core.$ZodType, value: unknown, as: Disguise, outer: Declared): unknown {
  const how = declared.get(schema) ?? outer
  const { def } = (schema as z.core.$ZodTypes)._zod
  if (value === null || value === undefined) return value
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'readonly':
    case 'default':
    case 'nonoptional':
      return walk(def.innerType, value, as, how)
    // Once read, it has the form that comes out.
    case 'pipe':
      return walk(def.out, value, as, how)
    case 'enum':
    case 'literal':
    case 'boolean':
    case 'number':
      return typeof value === 'string' && !isOneOf(schema, value) ? REMOVED : value
    case 'string':
      return typeof value === 'string' ? hideText(value, how, as) : null
    case 'array':
      return Array.isArray(value) ? value.map(entry => walk(def.element, entry, as, how)) : []
    case 'tuple':
      return Array.isArray(value)
        ? value.flatMap((entry, index) => {
            const item = def.items[index]
            return item ? [walk(item, entry, as, how)] : []
          })
        : []
    case 'object':
      return walkFields(def.shape, value, as)
    case 'record':
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, walk(def.valueType, inner, as, how)]),
      )
    case 'union': {
      const option = def.options.find(candidate => isOneOf(candidate, value))
      return option ? walk(option, value, as, how) : removeAll(value)
    }
    default:
      return removeAll(value)
  }
}

function walkFields(shape: z.core.$ZodShape, value: object, as: Disguise): object {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const field = shape[key]
      return field ? [[key, walk(field, inner, as, 'hidden')]] : []
    }),
  )
}

function hideText(text: string, how: Declared, as: Disguise): string {
  if (text === '') return text
  switch (how) {
    case 'person':
      return as.person(text)
    case 'safe':
      return as.safe(text)
    case 'hidden':
      return REMOVED
  }
}

/** Of no known form: nothing of it is known to be harmless. */
function removeAll(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return REMOVED
  if (Array.isArray(value)) return []
  return Object.fromEntries(Object.keys(value).map(key => [key, REMOVED]))
}

function isOneOf(schema: z.core.$ZodType, value: unknown): boolean {
  return (schema as z.ZodType).safeParse(value).success
}
