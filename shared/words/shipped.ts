import { citations } from '../citations.ts'
import type { Catalogue } from './catalogue.ts'
import { shippedEnglish } from './en/shipped.ts'

/*
 * Presets, and the sessions that are held with them, keep their texts in English, as they shipped; a clinic rewords those of its own
 * copies. What is still as it shipped is said in the language that is spoken; whatever else is kept stands as it was written.
 */

/** What kept texts are said with, of the whole catalogue. */
export interface ShippedWords {
  readonly shipped: Catalogue<typeof shippedEnglish>
}

type Texts = ShippedWords['shipped']
type Say = (texts: Texts) => string
type Message = (...values: readonly (string | number)[]) => string

/** The sentences with values, by branch. */
const branches = { due: Object.entries(shippedEnglish.due), cited: Object.entries(shippedEnglish.cited) }
const known = new Map<string, Say>()

/** A kept text: in these words where it is as it ships, as it stands where somebody has put it otherwise. */
export function sayShipped(text: string, words: ShippedWords): string {
  const say = find(text)
  return say ? say(words.shipped) : sayDecision(text, words.shipped)
}

/** Several kept texts in one line, as an alarm keeps the measurements that are missing. A text may hold commas of its own. */
export function sayShippedList(line: string, words: ShippedWords): string {
  const parts = line.split(', ')
  const said: string[] = []
  for (let from = 0; from < parts.length; ) {
    let to = parts.length
    while (to > from + 1 && !find(parts.slice(from, to).join(', '))) to--
    said.push(sayShipped(parts.slice(from, to).join(', '), words))
    from = to
  }
  return said.join(', ')
}

function find(text: string): Say | undefined {
  if (known.size === 0) learnPlain()
  return known.get(text) ?? learn(text, 'due', minutesIn(text)) ?? learn(text, 'cited', citedIn(text))
}

function learnPlain(): void {
  for (const branch of ['presets', 'phases', 'dueThen', 'sources'] as const)
    for (const [key, text] of Object.entries(shippedEnglish[branch]))
      known.set(text, texts => (texts[branch] as Readonly<Record<string, string>>)[key] ?? text)
}

/** The sentence that says this text with these values. */
function learn(text: string, branch: 'due' | 'cited', values: readonly (string | number)[]): Say | undefined {
  if (values.length === 0) return undefined
  const [key] = branches[branch].find(([, message]) => (message as Message)(...values) === text) ?? []
  if (key === undefined) return undefined
  const say: Say = texts => (texts[branch] as Readonly<Record<string, Message>>)[key]?.(...values) ?? text
  known.set(text, say)
  return say
}

function minutesIn(text: string): readonly number[] {
  const [digits] = /-?\d+(?:\.\d+)?$/.exec(text) ?? []
  return digits === undefined ? [] : [Number(digits)]
}

/** In the order in which they stand there. */
function citedIn(text: string): readonly string[] {
  return Object.values(citations)
    .filter(citation => text.includes(citation))
    .toSorted((a, b) => text.indexOf(a) - text.indexOf(b))
}

/** Of a figure that a clinic has changed: why, in its own words. */
function sayDecision(text: string, texts: Texts): string {
  const [before = ''] = shippedEnglish.decision('\n').split('\n')
  return text.startsWith(before) ? texts.decision(text.slice(before.length)) : text
}
