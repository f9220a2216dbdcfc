import type { ParseArgsConfig } from 'node:util'

export type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>

/** A headless command. */
export interface Command {
  /** As in `vigil USAGE`. */
  readonly usage: string
  readonly does: string
  /** Further lines for `vigil COMMAND --help`. */
  readonly more?: readonly string[]
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** Hears by itself when nobody reads its output any more, or goes on without a reader; others end then. */
  readonly outlivesReader?: true
  /** Says by itself what of errors that nobody caught it survives; others end with them. */
  readonly guardsItself?: true
  /** How many words it takes beside its options: a further one is refused. */
  readonly words: number
  /** @throws WrongUsage, Failure, or any other error, each with one clear sentence */
  run(values: Values, positionals: readonly string[]): Promise<void>
}
