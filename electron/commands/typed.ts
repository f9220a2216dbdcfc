import { tidyName, whyNotName } from '../../shared/people/names.ts'
import { hasControls, whyNotText } from '../../shared/plain-text.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { wordRefusal } from '../../shared/words/refusal.ts'
import type { Values } from './command.ts'
import { WrongUsage } from './outcome.ts'

/**
 * Holds what was typed to what windows are held to: it may end in the audit trail, on a terminal, in a file. Gives the options with names as
 * they are kept.
 *
 * @throws WrongUsage
 */
export function readTyped(values: Values, positionals: readonly string[]): Values {
  for (const [name, value] of [...Object.entries(values), ...positionals.map(word => ['', word] as const)])
    for (const text of [value].flat())
      if (typeof text === 'string' && (hasControls(text) || whyNotText(text) !== null))
        throw new WrongUsage(
          `${name === '' ? 'A word' : `--${name}`} holds control characters, or marks that turn the direction of writing: type it anew.`,
        )
  const { by } = values
  if (typeof by === 'string') return { ...values, by: readName(by) }
  return Array.isArray(by) ? { ...values, by: by.map(name => readName(String(name))) } : values
}

/** Who is no person of the record is named in it all the same. */
function readName(typed: string): string {
  const name = tidyName(typed)
  const why = whyNotName(name)
  if (why !== null) throw new WrongUsage(`--by: ${wordRefusal(why, words)}`)
  return name
}

/** @param most how many words the command takes @throws WrongUsage: a further one is never passed over */
export function refuseFurther(positionals: readonly string[], most: number): void {
  const further = positionals[most]
  if (further !== undefined)
    throw new WrongUsage(`There is no use for "${further}" here: put a name of several words in quotes.`)
}
