import fc from 'fast-check'
import { z } from 'zod'
import { type RequestName, requests } from '../../ipc.ts'

/* Every text that a request takes from a person, found in its schema: a request that is added is in it by itself. */

export interface TextField {
  readonly request: RequestName
  /** Names with points between; `[]`: of each entry of a list, `*`: under any name. */
  readonly path: string
}

/** What names something that is there, and is refused where it is not; and what is proved or sought, and kept nowhere. */
const NAMES_SOMETHING =
  /(^|\.)((room|toRoom|session|preset|person|device|capture|import|mark|dose)Id|captures\[\]|dose|item|version|port|driver|scenario|for|secret|code)$/

/** All of them, in the order of the requests. */
export function textFields(): readonly TextField[] {
  return (Object.keys(requests) as RequestName[]).flatMap(request => {
    const form = z.toJSONSchema(requests[request].payload, { unrepresentable: 'any', io: 'input' }) as Form
    const paths = [...new Set(textsOf(form, ''))].filter(path => !NAMES_SOMETHING.test(path))
    return paths.map(path => ({ request, path }))
  })
}

interface Form {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly anyOf?: readonly Form[]
  readonly oneOf?: readonly Form[]
  readonly allOf?: readonly Form[]
  readonly properties?: Readonly<Record<string, Form>>
  readonly additionalProperties?: Form | boolean
  readonly items?: Form
}

/** Texts of any words: none that is one of a list, or of a form. */
function textsOf(form: Form, path: string): readonly string[] {
  if (form.const !== undefined || form.enum || form.pattern !== undefined) return []
  const under = (name: string) => (path === '' ? name : `${path}.${name}`)
  const { additionalProperties: others } = form
  return [
    ...[...(form.anyOf ?? []), ...(form.oneOf ?? []), ...(form.allOf ?? [])].flatMap(way =>
      textsOf(way, path),
    ),
    ...Object.entries(form.properties ?? {}).flatMap(([name, one]) => textsOf(one, under(name))),
    ...(typeof others === 'object' ? textsOf(others, under('*')) : []),
    ...(form.items ? textsOf(form.items, `${path}[]`) : []),
    ...(form.type === 'string' ? [path] : []),
  ]
}

/** What has gone wrong in some program: each is refused where it is typed, or comes back as it was. */
const odd = [
  '=1+1',
  '＝1',
  '\u200b=1',
  '@a',
  'a\tb',
  'a\nb',
  'a\rb',
  'a\u0000b',
  'a\u001bb',
  'a\u0085b',
  'a\u2028b',
  'a\ud800b',
  'b\udc00',
  'a\u202eb',
  'a\u2066b',
  'a\u200eb',
  'a\u200bb',
  'a\u200db',
  'a\ufeffb',
  '\u00a0a\u00a0',
  'e\u0301',
  '\u00e9',
  '😀',
  '👩‍⚕️',
  'a\u{e0001}b',
  'a\ufffeb',
  '","b;c',
  '<i>&amp;',
  "'; --",
  '\\n%s',
  'ẞß',
  'שלום',
  '漢字',
  '__proto__',
]

/** Odd ones, and by chance: each time the same. */
export const oddTexts: readonly string[] = [
  ...odd,
  ...fc.sample(
    fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
      fc.string({
        unit: fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)),
        minLength: 1,
        maxLength: 6,
      }),
    ),
    { numRuns: 24, seed: 13 },
  ),
]
