import { globSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

/*
 * The type checker reads the names of a sentence's values, and not whether its ICU syntax holds: a brace too few, a plural without
 * `other`, a kind that Vigil has no formatter for. A sentence is read when it is first said, which may be in an alarm: here each of
 * every language is read before.
 */

// biome-ignore lint/suspicious/noExplicitAny: a syntax tree
type Node = any

/** Kinds of values in ICU's tree that `say` has: text, number, select, plural. */
const known: Readonly<Record<number, string>> = { 1: 'text', 2: 'number', 5: 'select', 6: 'plural' }
const TEXT = 0
const POUND = 7

/** What is wrong with a sentence that is said with these names, or null. */
function faultOf(text: string, names: readonly string[], locale: string): string | null {
  const used = new Set<string>()
  try {
    visit(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst())
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const [handed, wanted] = [names.toSorted(), [...used].toSorted()]
  return handed.join() === wanted.join() ? null : `wants ${wanted.join()}, is handed ${handed.join()}`

  function visit(parts: readonly Node[]): void {
    for (const part of parts) {
      if (part.type === TEXT || part.type === POUND) continue
      if (known[part.type] === undefined) throw new Error(`no formatter for ${part.value}`)
      used.add(part.value)
      for (const { value } of Object.values(part.options ?? {}) as Node[]) visit(value)
    }
  }
}

/** Sentences of a module of a language that cannot be said, and how many were read. */
function readModule(path: string, source: string) {
  const faults: string[] = []
  let sentences = 0
  look(parseSync(path, source).program)
  return { faults, sentences }

  function look(node: Node): void {
    if (Array.isArray(node)) for (const part of node) look(part)
    else if (typeof node === 'object' && node !== null) {
      if (node.type === 'CallExpression' && node.callee.name === 'say') judge(node.arguments)
      for (const part of Object.values(node)) look(part)
    }
  }

  function judge([text, ...names]: readonly Node[]): void {
    sentences++
    // The locale is the folder's name.
    const locale = path.split('/').at(2) ?? ''
    const fault =
      text.type === 'Literal' && names.every(({ type }) => type === 'Literal')
        ? faultOf(
            text.value,
            names.map(({ value }) => value),
            locale,
          )
        : 'is put together: no type knows its values'
    if (fault !== null) faults.push(`${path}: ${source.slice(text.start, text.end)}: ${fault}`)
  }
}

const faultsOf = (source: string) => readModule('shared/words/en/made-up.ts', source).faults

describe('A sentence of the catalogue', () => {
  it.each([
    "say('{count, plural, one {# alarm}}', 'count')",
    "say('{count, plural, one {# alarm} other {# alarms}', 'count')",
    "say('{count number}', 'count')",
    "say('a brace too many }', 'a') + say('{a', 'a')",
    "say('{at, time}', 'at')",
    "say('{at, date, short}', 'at')",
    "say('{mg, number} of {drug}', 'mg')",
    "say('{mg, number}', 'mg', 'drug')",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source
    "say(`{mg, number} ${unit}`, 'mg')",
    "say('{mg, number}', name)",
  ])('is found where it cannot be said: %s', source => {
    expect(faultsOf(source).length).toBeGreaterThan(0)
  })

  it.each([
    "say('no value, and it’s # <b> &')",
    "say('{when}: {what} of {mg, number} mg', 'what', 'mg', 'when')",
    "say('{count, plural, =0 {none of {who}} one {# alarm} other {# alarms}}', 'count', 'who')",
    "say('{side, select, left {at left} other {elsewhere}}', 'side')",
  ])('is none where it can: %s', source => {
    expect(faultsOf(source)).toEqual([])
  })

  it('can be said, in every language', () => {
    const read = globSync('shared/words/*/**/*.ts')
      .map(path => [path, readFileSync(path, 'utf8')] as const)
      // Who has no sentence with values may call something else `say`.
      .filter(([, source]) => /^import \{ say \} from/m.test(source))
      .map(([path, source]) => readModule(path, source))
    expect(read.flatMap(({ faults }) => faults)).toEqual([])
    expect(read.reduce((sum, { sentences }) => sum + sentences, 0)).toBeGreaterThan(800)
  })
})
