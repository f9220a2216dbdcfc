import { IntlMessageFormat } from 'intl-messageformat'

/*
 * Sentences with values, in ICU MessageFormat: a language chooses its own word order and plurals. The names of a sentence's
 * values are read from its text by the type checker, so that a missing or a wrong one is a type error.
 *
 * `{name}` is text, `{count, number}` a number as the language writes it, `{count, plural, one {# dose} other {# doses}}` chooses
 * by number, `{side, select, left {…} other {…}}` by text. `#` is the number that was chosen by.
 */

/** The values of a sentence: what its text names, by the kind of each. */
export type ValuesOf<Text extends string> =
  Scan<Text, 't', never> extends infer Found
    ? {
        readonly [F in Found as F extends Named<infer Name extends string, unknown> ? Name : never]: KindOf<F>
      }
    : never
type KindOf<F> = F extends Named<string, infer Kind> ? Kind : never
interface Named<Name, Kind> {
  readonly name: Name
  readonly kind: Kind
}

/** From brace to brace; `In` tells what is open around: `t`, text, or `a`, the choices of a value. */
type Scan<Text extends string, In extends string, Found> = Text extends `${infer A}{${infer B}`
  ? A extends `${infer Before}}${string}`
    ? Text extends `${Before}}${infer After}`
      ? Scan<After, Outside<In>, Found>
      : never
    : In extends `a${string}`
      ? Scan<B, `t${In}`, Found>
      : B extends `${infer Inner}}${infer After}`
        ? Inner extends `${infer Name}, number`
          ? Scan<After, In, Found | Named<Name, number>>
          : B extends `${infer Name}, plural,${infer Choices}`
            ? IsName<Name> extends true
              ? Scan<Choices, `a${In}`, Found | Named<Name, number>>
              : Scan<After, In, Found | Named<Inner, string>>
            : B extends `${infer Name}, select,${infer Choices}`
              ? IsName<Name> extends true
                ? Scan<Choices, `a${In}`, Found | Named<Name, string>>
                : Scan<After, In, Found | Named<Inner, string>>
              : Scan<After, In, Found | Named<Inner, string>>
        : never
  : Found
type IsName<T extends string> = T extends `${string}${'{' | '}' | ' ' | ','}${string}` ? false : true
type Outside<In extends string> = In extends `${string}${infer Rest}` ? Rest : never

type KindNamed<Text extends string, Name> = Name extends keyof ValuesOf<Text> ? ValuesOf<Text>[Name] : never
type Positions<Text extends string, Names extends readonly string[]> = {
  [I in keyof Names]: KindNamed<Text, Names[I]>
}

/** A sentence that wants its values, in the order in which the catalogue names them. */
export type Message<Values extends readonly (string | number)[]> = (...values: Values) => string

const PLAIN = { useGrouping: false, maximumFractionDigits: 20, signDisplay: 'negative' } as const

/** Makes the sentences of one language. Each is read when it is first said: a start pays for none. */
export function sayIn(locale: string) {
  // Made when first wanted: the first of a process reads the tables of its language.
  let number: Intl.NumberFormat | undefined
  const formatters = {
    getNumberFormat: () => (number ??= new Intl.NumberFormat(locale, PLAIN)),
    getDateTimeFormat: () => new Intl.DateTimeFormat(locale),
    getPluralRules: pluralRules(locale),
  }

  /**
   * @param text in ICU MessageFormat
   * @param names of all its values, in the order in which they are handed in
   */
  return function say<
    const Text extends string,
    const Names extends readonly (keyof ValuesOf<Text> & string)[],
  >(
    text: Text,
    ...names: Exclude<keyof ValuesOf<Text>, Names[number]> extends never
      ? Names
      : readonly [never, 'left out:', Exclude<keyof ValuesOf<Text>, Names[number]>]
  ): Message<Extract<Positions<Text, Names>, readonly (string | number)[]>> {
    let message: IntlMessageFormat | undefined
    return (...values) => {
      message ??= new IntlMessageFormat(text, locale, undefined, { formatters, ignoreTag: true })
      const named: Record<string, string | number> = {}
      names.forEach((name, at) => {
        named[name as string] = values[at] as string | number
      })
      return String(message.format(named))
    }
  }
}

function pluralRules(
  locale: string,
): (locales?: unknown, options?: Intl.PluralRulesOptions) => Intl.PluralRules {
  const known = new Map<string, Intl.PluralRules>()
  return (_locales, options) => {
    const type = options?.type ?? 'cardinal'
    const rules = known.get(type) ?? new Intl.PluralRules(locale, { type })
    known.set(type, rules)
    return rules
  }
}
