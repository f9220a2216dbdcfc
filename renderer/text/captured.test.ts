import { globSync, readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'
import { expect, it } from 'vitest'
import { complaints } from '../../shared/words/en/complaints.ts'
import { hostEnglish } from '../../shared/words/en/host/index.ts'
import { wordsOf } from '../../shared/words/index.ts'
import { screenWordsOf } from '../../shared/words/screen.ts'

/* A word that a module keeps when it loads stays in the language of that moment. */

// biome-ignore lint/suspicious/noExplicitAny: a syntax tree
type Node = any

/** Names under which modules import live words, by the module. */
const roots: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  'text.ts': { text: screenWordsOf('en'), words: wordsOf('en') },
  'host.ts': { phrase: hostEnglish },
  'complaints.ts': { complaint: complaints },
}

/** Words that the top level of a module reads, as 'line: what'. */
function captured(path: string, source: string): readonly string[] {
  const { program } = parseSync(path, source)
  const known = new Map<string, unknown>()
  const found: string[] = []
  for (const statement of program.body as Node[]) {
    if (statement.type === 'ImportDeclaration') {
      const live = roots[statement.source.value.split('/').at(-1)] ?? {}
      for (const { imported, local } of statement.specifiers)
        if (imported?.name in live) known.set(local.name, live[imported.name])
    } else {
      const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
      if (declared?.type === 'VariableDeclaration')
        for (const { id, init } of declared.declarations) keep(id, init && branchOf(init))
      look(statement)
    }
  }
  return found

  function keep(id: Node, value: unknown): void {
    if (value === undefined || value === null) return
    if (id.type === 'Identifier') known.set(id.name, value)
    if (id.type === 'ObjectPattern')
      for (const { key, value: local } of id.properties) {
        const part = (value as Record<string, unknown>)[key.name]
        if (isBranch(part)) keep(local, part)
        else found.push(`${lineOf(id)}: ${key.name}`)
      }
  }
  function branchOf(node: Node): unknown {
    if (node.type === 'Identifier') return known.get(node.name)
    if (node.type !== 'MemberExpression') return undefined
    const whole = branchOf(node.object)
    const key = node.computed ? node.property.value : node.property.name
    return isBranch(whole) ? (whole as Record<string, unknown>)[key] : undefined
  }
  /** Everything that runs when the module loads: not what stands in functions. */
  function look(node: unknown): void {
    if (Array.isArray(node)) for (const part of node) look(part)
    else if (typeof node === 'object' && node !== null && 'type' in node) {
      const here = node as Node
      if (/Function|^TS(Type|Interface)/.test(here.type)) return
      const value = here.type === 'MemberExpression' ? branchOf(here) : undefined
      if (value !== undefined && !isBranch(value))
        found.push(`${lineOf(here)}: ${source.slice(here.start, here.end)}`)
      else for (const [key, part] of Object.entries(here)) if (key !== 'type') look(part)
    }
  }
  function lineOf({ start }: Node): number {
    return source.slice(0, start).split('\n').length
  }
}

function isBranch(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

it('finds what a module would keep', () => {
  const source = `import { text } from '../text/text.ts'
const words = text.room
const { priorities, page } = text.room
const label = words.acknowledge
const later = () => words.acknowledge
export const entry = { title: text.room.page, of: words.priorities }
const named = text['room']
const title = named['page']`
  expect(captured('made-up.ts', source)).toEqual([
    '3: page',
    '4: words.acknowledge',
    '6: text.room.page',
    "8: named['page']",
  ])
})

it('no view keeps a word of the moment when it was loaded', () => {
  const files = globSync('renderer/**/*.{ts,tsx}', { exclude: path => path.includes('.test.') })
  expect(files.length).toBeGreaterThan(150)
  expect(
    files.flatMap(path => captured(path, readFileSync(path, 'utf8')).map(what => `${path}:${what}`)),
  ).toEqual([])
})

it('no process keeps one either, nor a driver', () => {
  const files = globSync('{shared,electron,devices}/**/*.ts', { exclude: path => path.includes('.test.') })
  expect(files.length).toBeGreaterThan(800)
  expect(
    files.flatMap(path =>
      captured(path, readFileSync(path, 'utf8'))
        // Said at once by a program that was begun by hand, and ends.
        .filter(what => !/phrase\.processes\.only(Thread|Program)$/.test(what))
        .map(what => `${path}:${what}`),
    ),
  ).toEqual([])
})
