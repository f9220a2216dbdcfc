import { globSync, readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { english } from './en/index.ts'

/*
 * Sentences outside the catalogue. A folder that is not listed here is clean, and stays so. What is listed has sentences still:
 * so many when the list was made, and among them what nobody reads as words (output for whoever looks after the computer). Take a folder from the list when it is clean.
 */

const left: Readonly<Record<string, string>> = {
  'shared/session': '5, labels of measurements, and of who replays',
  'shared/presets': '19, names of treatments and measurements',
  'shared/session-file': '45',
  'shared/alarm': '7',
  'shared/record': '8',
  'shared/roles.ts': '1',
  'electron/store': '264',
  'electron/commands': '156',
  'electron/core': '98, half of them of the log of the installation',
  'electron/ports': '62',
  'electron/web': '49',
  'electron/start': '28',
  'electron/main': '31',
  'electron/record': '19',
  'electron/export': '7, of what a thread or a program lacks',
  'electron/host': '11',
  'electron/process': '11',
  'electron/import': '11',
  'electron/link': '8',
  'electron/watchdog': '6',
  'electron/dashboard-file.ts': '4',
  devices: '482, of the page of protocols',
}

/** No words, though they look so: names of styles, keys and queries of the window; a programmer's error; what the log is told. */
const noWords: readonly string[] = [
  'alarming {} {}',
  'event {}',
  'reading {}',
  'alarms paused',
  'alarms off {}',
  'audio off',
  'audio paused',
  'input, select, textarea, button',
  '(prefers-reduced-motion: reduce)',
  'Unexpected value: {}',
  'no sound output',
  'the browser waits for a click before it lets a page sound',
  // Units, the same in each language of this round.
  '{} min {} s',
  // What a report of the command line is made by, and a kind of row in CSV: names that files keep.
  'vigil report',
  'dose withdrawn',
  // Causes of alarms: ids that the record keeps, each with its words.
  ...Object.keys(english.alarmCauses),
]

/** Files that are looked at no further, and why. */
const noSentences: Readonly<Record<string, string>> = {
  'shared/vitals.ts': 'the English names of vital signs: a row each, that `words/en/vitals.ts` reads',
  'shared/report/formats/fhir/codes.ts': 'codes of terminologies, with what their publishers call them',
}

// biome-ignore lint/suspicious/noExplicitAny: a syntax tree
type Node = any

/** What is read of markup that is put together: what stands between its tags, and what it says to those who do not see. */
function readMarkup(text: string): string {
  if (!/^\s*<[a-z!/]/.test(text)) return text
  const said = [...text.matchAll(/ (?:aria-label|alt|title)="([^"]*)"/g)].map(([, words = '']) => words)
  return [...said, text.replaceAll(/<[^>]*>/g, ' ')].join(' ').trim()
}

/** Rules of style. */
const STYLE = /^\s*[\w.#@-]+ \{ [a-z-]+: /

/** Two words and more, or one with a value. */
function isSentence(text: string): boolean {
  return (
    /\p{L}{2,}[,:;.]? [\p{L}{(“]/u.test(text) &&
    !STYLE.test(text) &&
    !/^(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|PRAGMA|BEGIN)\b/.test(text)
  )
}

/** Sentences of a module, each with its line. */
function sentencesOf(path: string, source: string): readonly string[] {
  const found: string[] = []
  const add = ({ start }: Node, text: string) => {
    const words = readMarkup(text)
    if (isSentence(words) && !noWords.includes(words))
      found.push(`${path}:${source.slice(0, start).split('\n').length}: ${words.trim()}`)
  }
  look(parseSync(path, source).program)
  return found

  function look(node: Node): void {
    if (Array.isArray(node)) for (const part of node) look(part)
    else if (typeof node === 'object' && node !== null && typeof node.type === 'string') {
      if (isSilent(node)) return
      if (node.type === 'Literal' && typeof node.value === 'string') add(node, node.value)
      else if (node.type === 'JSXText') add(node, node.value.replaceAll(/\s+/g, ' '))
      else if (node.type === 'TemplateLiteral')
        add(node, node.quasis.map(({ value }: Node) => value.cooked).join('{}'))
      for (const [key, part] of Object.entries(node)) if (key !== 'type') look(part)
    }
  }
}

/** Names of modules, types and classes of style are no words. */
function isSilent(node: Node): boolean {
  if (/^TS/.test(node.type)) return !/Expression$/.test(node.type)
  // Where a figure comes from is printed as it was published.
  if (node.type === 'Property') return /^(?:\w+S|s)ources?$/.test(node.key.name ?? '')
  if (node.type === 'VariableDeclarator') return /^(?:\w+S|s)ources?$/.test(node.id.name ?? '')
  if (node.type === 'JSXAttribute') return ['className', 'd', 'viewBox', 'href'].includes(node.name.name)
  return node.type === 'ImportDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null)
}

function folderOf(path: string): string {
  return path.startsWith('devices/') ? 'devices' : path.split('/').slice(0, 2).join('/')
}

/** Sentences of every folder, by its name. */
function countByFolder(): Readonly<Record<string, readonly string[]>> {
  const files = globSync('{shared,electron,renderer,devices}/**/*.{ts,tsx}').filter(
    path => !/\.test\.|\/testing\/|\.d\.ts$|^shared\/words\//.test(path) && noSentences[path] === undefined,
  )
  const byFolder: Record<string, readonly string[]> = {}
  for (const path of files) {
    const folder = folderOf(path)
    byFolder[folder] = [...(byFolder[folder] ?? []), ...sentencesOf(path, readFileSync(path, 'utf8'))]
  }
  return byFolder
}

describe('Sentences outside the catalogue', () => {
  it('are found in text, template and markup, and not in names', () => {
    const source = `import { a } from 'two words'
const b = 'no sentence'
const c = { text: \`of \${b} there are\`, id: 'one-word' }
const d = <p className="two words">some markup</p>
const e = db.prepare('SELECT x FROM y')`
    expect(sentencesOf('made-up.tsx', source)).toEqual([
      'made-up.tsx:2: no sentence',
      'made-up.tsx:3: of {} there are',
      'made-up.tsx:4: some markup',
    ])
  })

  it('are not the sources of figures, which are printed as they were published', () => {
    const source = `const a = { source: 'Somebody, J Med 2020', sources: { dose: \`label of \${b}\` }, label: 'two words' }
const defaultLimitSources = ['project proposal']`
    expect(sentencesOf('made-up.ts', source)).toEqual(['made-up.ts:1: two words'])
  })

  it('are not markup and style that are put together, but what stands between', () => {
    const source = `const a = \`<path stroke-width="0.5" d="M\${x} \${y}"/>\`
const b = \`<p class="two words">\${'an expression'}</p>\`
const c = \`<p>between tags \${y}</p>\`
const d = \`<svg role="img" aria-label="read aloud">\`
const e = \`
body { margin: 0 auto; color: red }\``
    expect(sentencesOf('made-up.ts', source)).toEqual([
      'made-up.ts:2: an expression',
      'made-up.ts:3: between tags {}',
      'made-up.ts:4: read aloud',
    ])
  })

  const found = countByFolder()

  it('are in no folder but those that are listed', () => {
    expect(Object.keys(found).length).toBeGreaterThan(40)
    const clean = Object.entries(found).filter(([folder]) => left[folder] === undefined)
    expect(clean.flatMap(([, sentences]) => sentences)).toEqual([])
  })

  it('are in every folder that is listed: a clean one is taken from the list', () => {
    expect(Object.keys(left).filter(folder => (found[folder] ?? []).length === 0)).toEqual([])
  })
})
