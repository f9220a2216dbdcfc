export interface Wire {
  encode(value: unknown): string
  decode(text: string): unknown
}

/**
 * Carries values between a page and the main process as text, by the rules of the structured clone algorithm: what may not
 * be cloned throws, the rest arrives as it was. Cycles throw, and one object referred to twice arrives as two.
 *
 * It also runs in the page, from its own source text: it may use nothing from outside.
 */
export function makeWire(): Wire {
  type Node = null | boolean | number | string | readonly [string, ...unknown[]]

  function encodeNode(value: unknown, path: readonly object[]): Node {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : ['number', Object.is(value, -0) ? '-0' : String(value)]
      case 'undefined':
        return ['undefined']
      case 'bigint':
        return ['bigint', String(value)]
      case 'object':
        return value === null ? null : encodeObject(value, path)
      default:
        throw refuse()
    }
  }

  function encodeObject(value: object, path: readonly object[]): Node {
    if (path.includes(value)) throw new TypeError('Electron stand-in: cyclic values are not implemented')
    const inside = [...path, value]
    const each = (item: unknown) => encodeNode(item, inside)
    const entries = () => Object.entries(value).map(([key, item]) => [key, each(item)])
    if (Array.isArray(value)) return ['array', Array.from(value, each)]
    if (value instanceof Error) return ['error', value.name, value.message]
    if (value instanceof Date) return ['date', encodeNode(value.getTime(), [])]
    if (value instanceof RegExp) return ['regexp', value.source, value.flags]
    if (value instanceof Map) return ['map', Array.from(value, ([key, item]) => [each(key), each(item)])]
    if (value instanceof Set) return ['set', Array.from(value, each)]
    if (value instanceof ArrayBuffer) return ['bytes', 'ArrayBuffer', toText(new Uint8Array(value))]
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      // Node's Buffer arrives as what it is made of.
      const kind = Object.prototype.toString.call(value).slice(8, -1)
      return ['bytes', kind, toText(bytes)]
    }
    // Instances of classes lose their prototype; what the platform made (a promise, an element, a weak map) has a tag.
    if (Object.prototype.toString.call(value) === '[object Object]') return ['object', entries()]
    throw refuse()
  }

  function decodeNode(node: unknown): unknown {
    if (!Array.isArray(node)) return node
    const [tag, first, second] = node
    switch (tag) {
      case 'undefined':
        return undefined
      case 'number':
        return Number(first)
      case 'bigint':
        return BigInt(first)
      case 'array':
        return first.map(decodeNode)
      case 'object':
        return Object.fromEntries(first.map(([key, item]: [string, unknown]) => [key, decodeNode(item)]))
      case 'map':
        return new Map(first.map(([key, item]: [unknown, unknown]) => [decodeNode(key), decodeNode(item)]))
      case 'set':
        return new Set(first.map(decodeNode))
      case 'date':
        return new Date(Number(decodeNode(first)))
      case 'regexp':
        return new RegExp(first, second)
      case 'error':
        return decodeError(first, second)
      case 'bytes':
        return decodeBytes(first, second)
      default:
        throw new TypeError(`Electron stand-in: no value is called ${tag}`)
    }
  }

  function decodeError(name: string, message: string): Error {
    const error = new Error(message)
    error.name = name
    return error
  }

  function decodeBytes(kind: string, text: string): unknown {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0))
    if (kind === 'ArrayBuffer') return bytes.buffer
    const make = Reflect.get(globalThis, kind)
    return Reflect.construct(make, [bytes.buffer])
  }

  function toText(bytes: Uint8Array): string {
    return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
  }

  function refuse(): Error {
    return new DOMException('An object could not be cloned.', 'DataCloneError')
  }

  return {
    encode: value => JSON.stringify(encodeNode(value, [])),
    decode: text => decodeNode(JSON.parse(text)),
  }
}
