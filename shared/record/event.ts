import { z } from 'zod'
import { omitUndefined } from '../omit-undefined.ts'
import type { Words } from '../words/index.ts'

/** One kind of thing that a session's record tells. */
export interface EventEntry<T extends AnyEvent = AnyEvent> {
  readonly kind: T['kind']
  /** Strict: what it does not name is refused in a file, and left out of a pseudonymised report. */
  readonly schema: EventSchema
  /** In words, with the person and the reason; null: said nowhere but in the record itself. */
  say(event: T, words: Words): string | null
  /** A report has a table of its own for it. */
  readonly hasTable: boolean
  /** Done with the closed session: it has a time of day, but no time in the session. */
  readonly isAfterwards: boolean
  /** It says something of the patient: of doubt where it is not known whose that is (AR-23). */
  readonly isOfPatient: boolean
  /** An event of this kind. What is undefined is left out; a field that it does not have is a type error. */
  of(fields: Fields<T>): T
}

export interface AnyEvent {
  readonly event: 'session'
  readonly kind: string
}

type EventSchema = z.core.$ZodTypeDiscriminable

/** The event that an entry tells of. */
export type EventOf<E> = E extends EventEntry<infer T> ? T : never

/** `event` and `kind` are the entry's own; optional fields may be given as undefined. */
type Fields<T> = T extends unknown ? Loose<Omit<T, 'event' | 'kind'>> : never
type Loose<T> = {
  [K in keyof T as Record<never, never> extends Pick<T, K> ? never : K]: T[K]
} & { [K in keyof T as Record<never, never> extends Pick<T, K> ? K : never]?: T[K] | undefined }

type Told<K extends string, S extends z.core.$ZodShape> = {
  readonly event: 'session'
  readonly kind: K
} & Readonly<z.core.$InferObjectOutput<S, Record<never, never>>>

interface Telling<T> {
  say(event: T, words: Words): string | null
  readonly hasTable?: boolean
  readonly isAfterwards?: boolean
  readonly isOfPatient?: boolean
}

/** An entry of the record. Every text among the fields is hidden from pseudonymised reports unless declared (`privacy.ts`). */
export function eventKind<const K extends string, S extends z.core.$ZodShape>(
  kind: K,
  fields: S,
  telling: Telling<Told<K, S>>,
): EventEntry<Told<K, S>> {
  return entryOf(kind, shapeOf(kind, fields), telling)
}

/** An entry with two forms, told apart by one field. */
export function eventKindOfTwoForms<
  const K extends string,
  A extends z.core.$ZodShape,
  B extends z.core.$ZodShape,
>(
  kind: K,
  field: keyof A & keyof B & string,
  one: A,
  other: B,
  telling: Telling<Told<K, A> | Told<K, B>>,
): EventEntry<Told<K, A> | Told<K, B>> {
  const schema = z.discriminatedUnion(field, [shapeOf(kind, one), shapeOf(kind, other)])
  return entryOf(kind, schema, telling)
}

function shapeOf(kind: string, fields: z.core.$ZodShape) {
  return z.strictObject({ event: z.literal('session'), kind: z.literal(kind), ...fields })
}

function entryOf<T extends AnyEvent>(
  kind: string,
  schema: EventSchema,
  { say, hasTable = false, isAfterwards = false, isOfPatient = false }: Telling<T>,
): EventEntry<T> {
  return {
    kind: kind as T['kind'],
    schema,
    say,
    hasTable,
    isAfterwards,
    isOfPatient,
    of: given => omitUndefined({ event: 'session', kind, ...given }) as unknown as T,
  }
}

/** 'Cuff started by Ada (asleep)': what happened, who did it, and why. */
export function sentence(
  what: string,
  { by, reason }: { readonly by?: string | undefined; readonly reason?: string | null | undefined },
  { record }: Words,
): string {
  return `${what}${by ? record.by(by) : ''}${reason ? record.because(reason) : ''}`
}

/** Several things in one line. */
export function listWords(
  ids: readonly string[] | undefined,
  table: Readonly<Record<string, string>>,
): string {
  return (ids ?? []).map(id => wordFor(table, id)).join('; ')
}

/** The word for what a record says, or what it says where this version has no word for it. */
export function wordFor(table: Readonly<Record<string, string>>, key: string): string {
  return (Object.hasOwn(table, key) ? table[key] : undefined) ?? key
}
