/*
 * A schema that satisfies a type may lack its optional fields, and being strict would then refuse every record that has
 * them. This compiles only while the schema's type knows every field of `T`, however deep.
 */

type KeyOf<T> = T extends unknown ? keyof T : never
type ValueOf<T, K extends PropertyKey> = T extends { readonly [P in K]?: infer V } ? NonNullable<V> : never
export type Forgotten<T, S> = T extends readonly (infer I)[]
  ? Forgotten<I, S extends readonly (infer J)[] ? J : never>
  : T extends object
    ? Exclude<keyof T, KeyOf<S>> | { [K in keyof T]-?: Forgotten<NonNullable<T[K]>, ValueOf<S, K>> }[keyof T]
    : never

/** `KnowsAll<Forgotten<T, S>>`: a type error that names the forgotten fields, if there are any. */
export type KnowsAll<T extends never> = T
