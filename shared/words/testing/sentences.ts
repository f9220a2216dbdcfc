import { parseSync } from 'oxc-parser'
import { CAPITAL, hasWord, isMarkup, isSentence, readMarkup } from './wordy.ts'

/*
 * Finds what a module says by itself. A sentence is found wherever it stands: text, template, markup that is put together, an error.
 * A single word is found where a person reads it: in JSX and in whatever the module hands there, in attributes and properties that
 * are read, in what is written into a page or on a canvas.
 */

// biome-ignore lint/suspicious/noExplicitAny: a syntax tree
type Node = any

/** A place in a module, and what stands there. `{}` is a value. */
export interface Sentence {
  readonly line: number
  readonly text: string
}

/** What a person sees or hears of an element, and of a thing that has a name. */
const read =
  /^(?:aria-(?:label|description|valuetext|roledescription|placeholder|braillelabel)|alt|caption|description|detail|heading|hint|label|legend|message|placeholder|summary|title|toolTip|tooltip)$/
const readMembers =
  /^(?:textContent|innerText|innerHTML|outerHTML|title|alt|placeholder|ariaLabel|ariaDescription|ariaValueText)$/
/** Errors that have nothing but a sentence. Vigil's own begin with a code. */
const plainError = /^(?:Aggregate|Eval|Range|Reference|Syntax|Type|URI)?Error$/
/** Functions that show their first argument. */
const showing = /^(?:fillText|strokeText|alert|confirm|prompt|Notification|Text|createTextNode)$/
/** Attributes of which nothing is read, whatever stands there. */
const silent =
  /^(?:className|class|style|d|viewBox|href|src|id|key|name|type|role|htmlFor|points|transform|data-.*|aria-(?:controls|labelledby|describedby|owns))$/

/** Sentences of a module, each with its line. */
export function sentencesOf(path: string, source: string): readonly Sentence[] {
  const { program } = parseSync(path, source)
  const named = namedIn(program)
  const found = new Map<number, Sentence>()
  const seen = new Set<Node>()
  const inWindow = path.startsWith('renderer/')
  const same = (node: Node, shown: boolean) => look(node.expression, shown)
  /** What is looked at in a kind of node, and what of it is shown where the whole is. All others are looked at whole. */
  const kinds: Readonly<Record<string, (node: Node, shown: boolean) => void>> = {
    Literal: (node, shown) => {
      if (typeof node.value === 'string') judge(node, node.value, shown)
    },
    JSXText: node => judge(node, node.value.replaceAll(/\s+/g, ' '), true),
    TemplateLiteral: (node, shown) => {
      judge(node, node.quasis.map(({ value }: Node) => value.cooked).join('{}'), shown)
      look(node.expressions, shown)
    },
    JSXElement: node => {
      look(node.openingElement.attributes, false)
      look(node.children, true)
    },
    JSXFragment: node => look(node.children, true),
    JSXAttribute: node => look(node.value, read.test(nameOf(node.name))),
    JSXExpressionContainer: same,
    TSAsExpression: same,
    TSSatisfiesExpression: same,
    TSNonNullExpression: same,
    ParenthesizedExpression: same,
    ChainExpression: same,
    ConditionalExpression: (node, shown) => {
      look(node.test, false)
      if (isPlural(node)) add(node, source.slice(node.consequent.start, node.alternate.end))
      look([node.consequent, node.alternate], shown)
    },
    LogicalExpression: (node, shown) => {
      look(node.left, shown && node.operator !== '&&')
      look(node.right, shown)
    },
    BinaryExpression: (node, shown) => {
      if (node.operator === '+') lookAtSum(node, shown)
      else
        look(
          [node.left, node.right].filter(part => part.type !== 'Literal'),
          false,
        )
    },
    SwitchCase: (node, shown) => look(node.consequent, shown),
    ArrayExpression: (node, shown) => look(node.elements, shown),
    ObjectExpression: node => look(node.properties, false),
    Property: node => {
      if (node.computed || node.key.type === 'Literal') look(node.key, false)
      look(node.value, read.test(nameOf(node.key)))
    },
    AssignmentExpression: ({ left, right }) => {
      look(left, false)
      look(right, left.type === 'MemberExpression' && readMembers.test(nameOf(left.property)))
    },
    Identifier: (node, shown) => {
      if (shown) for (const value of named.get(node.name) ?? []) lookAtNamed(value)
    },
    MemberExpression: lookAtMember,
    CallExpression: lookAtCall,
    NewExpression: lookAtCall,
    ArrowFunctionExpression: node => lookAtFunction(node, false),
    FunctionExpression: node => lookAtFunction(node, false),
    FunctionDeclaration: node => lookAtFunction(node, false),
  }
  look(program, false)
  return [...found].toSorted(([a], [b]) => a - b).map(([, sentence]) => sentence)

  function add({ start }: Node, text: string): void {
    found.set(start, { line: source.slice(0, start).split('\n').length, text: text.trim() })
  }

  /** @param shown a person sees it: one word is enough */
  function judge(node: Node, text: string, shown: boolean): void {
    if (isMarkup(text)) {
      const words = readMarkup(text).filter(hasWord)
      if (words.length > 0) add(node, words.join(' '))
    } else if (shown ? hasWord(text) : isSentence(text) || (inWindow && CAPITAL.test(text) && hasWord(text)))
      add(node, text)
  }

  function look(node: Node, shown: boolean): void {
    if (Array.isArray(node)) for (const part of node) look(part, shown)
    else if (typeof node === 'object' && node !== null && typeof node.type === 'string' && !isSilent(node)) {
      if (shown && seen.has(node)) return
      if (shown) seen.add(node)
      const lookAt = kinds[node.type]
      if (lookAt) lookAt(node, shown)
      else for (const [key, part] of Object.entries(node)) if (key !== 'type') look(part, false)
    }
  }

  function lookAtNamed(value: Node): void {
    if (/Function/.test(value.type)) lookAtFunction(value, true)
    else if (bare(value).type !== 'ObjectExpression') look(value, true)
  }

  /** What a function gives. */
  function lookAtFunction(node: Node, shown: boolean): void {
    look(node.params, false)
    if (node.body === null) return
    if (node.body.type !== 'BlockStatement') look(node.body, shown)
    else if (shown) for (const given of returned(node.body)) look(given, true)
    else look(node.body.body, false)
  }

  /** `names[state]`, `names.open`: what stands under a name of an object of this module. */
  function lookAtMember(node: Node, shown: boolean): void {
    look(node.object, false)
    if (node.computed) look(node.property, false)
    if (!shown) return
    for (const whole of [node.object, ...(named.get(node.object.name) ?? [])].map(bare)) {
      if (whole.type === 'ArrayExpression') look(whole, true)
      if (whole.type !== 'ObjectExpression') continue
      for (const property of whole.properties)
        if (property.type === 'Property' && (node.computed || nameOf(property.key) === nameOf(node.property)))
          look(property.value, true)
    }
  }

  function lookAtCall(node: Node, shown: boolean): void {
    const { callee } = node
    const name = nameOf(callee.type === 'MemberExpression' ? callee.property : callee)
    const [first, ...rest] = node.arguments
    if (node.type === 'NewExpression' && plainError.test(name)) look(first, true)
    else if (showing.test(name)) look(first, true)
    else if (name === 'setAttribute' && read.test(first?.value)) look(rest, true)
    else if (shown && callee.type === 'MemberExpression') lookAtMade(node, name)
    else look(callee, shown && callee.type === 'Identifier')
    look(node.arguments, false)
  }

  /** What is made of a list, or of a text: `names.map(name => …)`, `[a, b].join(', ')`. */
  function lookAtMade(node: Node, name: string): void {
    look(node.callee.object, !/^(?:flatMap|map|reduce)$/.test(name))
    for (const argument of node.arguments) if (/Function/.test(argument.type)) lookAtFunction(argument, true)
  }

  /** `'Dose ' + mg`: words beside a value. */
  function lookAtSum({ left, right }: Node, shown: boolean): void {
    for (const part of [left, right])
      if (part.type === 'Literal' && typeof part.value === 'string' && /^\s|\s$/.test(part.value))
        look(part, true)
      else look(part, shown)
  }
}

const nameOf = (node: Node): string => String(node?.name?.name ?? node?.name ?? node?.value ?? '')

function bare(node: Node): Node {
  return /^TS(?:As|Satisfies|NonNull)Expression$/.test(node.type) || node.type === 'ParenthesizedExpression'
    ? bare(node.expression)
    : node
}

/** One and more, made by hand: `'session' : 'sessions'`, `'' : 's'`. */
function isPlural({ consequent, alternate }: Node): boolean {
  const [one, more] = [consequent.value, alternate.value].toSorted((a, b) => a?.length - b?.length)
  if (typeof one !== 'string' || typeof more !== 'string') return false
  return (
    (/^(?:e?s)$/.test(more.slice(one.length)) && more.startsWith(one)) ||
    (one.endsWith('y') && more === `${one.slice(0, -1)}ies`)
  )
}

/** Names of modules, types and classes of style are no words. */
function isSilent(node: Node): boolean {
  if (/^TS/.test(node.type)) return !/Expression$/.test(node.type)
  if (node.type === 'JSXAttribute') return silent.test(nameOf(node.name))
  return node.type === 'ImportDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null)
}

/** What the names of a module stand for, in whatever block they are declared. */
function namedIn(program: Node): ReadonlyMap<string, readonly Node[]> {
  const named = new Map<string, Node[]>()
  const keep = (id: Node, value: Node) => {
    if (id?.type === 'Identifier' && value) named.set(id.name, [...(named.get(id.name) ?? []), value])
  }
  visit(program)
  return named

  function visit(node: Node): void {
    if (Array.isArray(node)) node.forEach(visit)
    else if (typeof node === 'object' && node !== null) {
      if (node.type === 'VariableDeclarator') keep(node.id, node.init)
      if (node.type === 'FunctionDeclaration') keep(node.id, node)
      if (node.type === 'AssignmentPattern') keep(node.left, node.right)
      if (node.type === 'AssignmentExpression') keep(node.left, node.right)
      for (const part of Object.values(node)) visit(part)
    }
  }
}

/** What a body returns, but not the functions in it. */
function returned(body: Node): readonly Node[] {
  if (Array.isArray(body)) return body.flatMap(returned)
  if (typeof body !== 'object' || body === null || /Function/.test(body.type)) return []
  if (body.type === 'ReturnStatement') return body.argument ? [body.argument] : []
  return Object.values(body).flatMap(returned)
}
