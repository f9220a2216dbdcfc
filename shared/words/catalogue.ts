/** A language's catalogue has the keys of the English one, and sentences that take the same values. */
export type Catalogue<T> = T extends string
  ? string
  : T extends (...values: infer Values) => string
    ? (...values: Values) => string
    : T extends (...values: never) => unknown
      ? T
      : T extends readonly string[]
        ? readonly string[]
        : { readonly [Key in keyof T]: Catalogue<T[Key]> }
