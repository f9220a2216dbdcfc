import { globSync, readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { sayIn } from './message.ts'

/*
 * One alarm, two alarms: what stands behind a number says how many. Each sentence of the catalogue is read where it is written and
 * said with one and with two: what is counted must differ.
 */

/** Units, and words that count nothing: the same after one and after two. */
const unchanged =
  /^(?:s|min|kg|lb|mg|mmHg|B|kB|MB|of|to|and|or|for|from|in|at|by|although|is|may|must|cannot|fits|differs|not|now|first|missed|open|active|still|good|bad|entered|cleared|throughout|MAP|this)$/
/** What stands between a number and what it counts. */
const between = /^(?:more|required|recommended|blood|pressure|cuff|HIGH)$/

// biome-ignore lint/suspicious/noExplicitAny: a syntax tree
type Node = any

/** What is counted and stays as it is, or null. */
function countedAlike(one: string, two: string): string | null {
  for (const [, behind = ''] of one.matchAll(/(?<![\p{L}\d.])1((?: \p{L}+)+)/gu)) {
    const words = behind.trim().split(' ')
    const at = words.findIndex(word => !between.test(word))
    const said = words.slice(0, at + 1).join(' ')
    const counted = words[at]
    if (counted === undefined || unchanged.test(counted)) continue
    if (new RegExp(`(?<![\\p{L}\\d.])2 ${said}(?!\\p{L})`, 'u').test(two)) return said
  }
  return null
}

/** Sentences of a module of the catalogue that count in one way only, and how many were looked at. */
function readModule(
  path: string,
  source: string,
): { readonly found: readonly string[]; readonly looked: number } {
  const found: string[] = []
  let looked = 0
  look(parseSync(path, source).program, [])
  return { found, looked }

  /** @param numbers names of parameters that are numbers */
  function look(node: Node, numbers: readonly string[]): void {
    if (Array.isArray(node)) for (const part of node) look(part, numbers)
    else if (typeof node === 'object' && node !== null) {
      if (node.type === 'CallExpression' && node.callee.name === 'say') lookAtSentence(node.arguments)
      if (node.type === 'TemplateLiteral') lookAtTemplate(node, numbers)
      const inside = node.params === undefined ? numbers : [...numbers, ...numbersAmong(node.params, source)]
      for (const part of Object.values(node)) look(part, inside)
    }
  }

  function lookAtSentence([text, ...rest]: readonly Node[]): void {
    if (text.type !== 'Literal') return
    const names: readonly string[] = rest.map(({ value }: Node) => value)
    const counts = (name: string) => new RegExp(`\\{${name}, (?:number|plural)`).test(text.value)
    if (!names.some(counts)) return
    looked++
    const say: (text: string, ...names: readonly string[]) => (...values: readonly unknown[]) => string =
      sayIn('en') as never
    const [one = '', two = ''] = [1, 2].map(number =>
      say(text.value, ...names)(...names.map(name => (counts(name) ? number : `‹${name}›`))),
    )
    const alike = countedAlike(one, two)
    if (alike !== null) found.push(`${path}: 1 ${alike}: ${text.value}`)
  }

  /** Put together by hand: what is counted stands in a sentence of `say` instead. */
  function lookAtTemplate({ quasis, expressions }: Node, numbers: readonly string[]): void {
    expressions.forEach(({ start, end }: Node, index: number) => {
      const names = source.slice(start, end).match(/[\w$]+/g) ?? []
      if (!names.some(name => name === 'length' || numbers.includes(name))) return
      looked++
      const behind = quasis[index + 1].value.cooked
      const alike = countedAlike(`1${behind}`, `2${behind}`)
      if (alike !== null) found.push(`${path}: 1 ${alike}: ${source.slice(start, end)}${behind}`)
    })
  }
}

function numbersAmong(parameters: Node, source: string): readonly string[] {
  if (!Array.isArray(parameters)) return []
  return parameters
    .filter(
      ({ typeAnnotation }) =>
        typeAnnotation && /\bnumber\b/.test(source.slice(typeAnnotation.start, typeAnnotation.end)),
    )
    .map(({ name }) => name)
}

const judge = (source: string) => readModule('made-up.ts', source).found.length

describe('What is counted', () => {
  it.each([
    "say('{count, number} pauses', 'count')",
    "say('alarmed again {count, number} times', 'count')",
    "say('{count, number} alarms in view', 'count')",
    "say('{key} ({again, number} times more within {s, number} s)', 'key', 'again', 's')",
    "say('{leftOut, number} more problems came', 'leftOut')",
    "say('{done, number} of {all, number} required measurements on time', 'done', 'all')",
    "say('{sessions, plural, one {# session} other {# sessions}}, {entries, number} entries', 'sessions', 'entries')",
    "say('{count, plural, one {# alarm} other {# alarm}}', 'count')",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source
    '(bytes: number) => `${number.format(bytes)} more bytes`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source
    '(items: readonly string[]) => `${items.length} items left`',
  ])('is found where one is said as two: %s', source => {
    expect(judge(source)).toBe(1)
  })

  it.each([
    "say('{count, plural, one {# alarm} other {# alarms}} in {s, number} s', 'count', 's')",
    "say('{count, plural, one {once} other {# times}} more', 'count')",
    "say('{count, plural, one {# more problem} other {# more problems}}', 'count')",
    "say('{place} tells {mg, number} mg of {all, number}', 'place', 'mg', 'all')",
    "say('1 to {days, plural, one {# day} other {# days}}', 'days')",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source
    '(name: string, kg: number) => `${name} weighs ${kg} kg`',
  ])('is none where both are said, or nothing is counted: %s', source => {
    expect(judge(source)).toBe(0)
  })

  it('is said as one and as more in every sentence', () => {
    const read = globSync('shared/words/en/**/*.ts').map(path => readModule(path, readFileSync(path, 'utf8')))
    expect(read.flatMap(({ found }) => found)).toEqual([])
    expect(read.reduce((sum, { looked }) => sum + looked, 0)).toBeGreaterThan(250)
  })
})
