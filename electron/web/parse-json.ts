import type { z } from 'zod'

/** How much a text may hold. */
export interface Bounds {
  readonly depth: number
  readonly parts: number
}

/** Reads what came from outside; null where it is no JSON, not of the known form, or more than is looked at. */
export function parseJson<T>(schema: z.ZodType<T>, text: string, bounds: Bounds): T | null {
  if (!isWithin(text, bounds)) return null
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/**
 * Before anything is made of it: what is nested thousands of levels deep ends whoever walks through it, and what is made of a hundred thousand
 * parts takes hundreds of times as long to read as a text of that length.
 */
export function isWithin(text: string, { depth, parts }: Bounds): boolean {
  let level = 0
  let count = 0
  let isText = false
  for (let index = 0; index < text.length; index++) {
    const letter = text.charCodeAt(index)
    if (isText) {
      if (letter === BACKSLASH) index += 1
      else if (letter === QUOTE) isText = false
      continue
    }
    switch (letter) {
      case QUOTE:
        isText = true
        break
      case BRACE:
      case BRACKET:
        level += 1
        count += 1
        break
      case END_BRACE:
      case END_BRACKET:
        level -= 1
        break
      case COMMA:
        count += 1
        break
    }
    if (level > depth || count > parts) return false
  }
  return true
}

const [QUOTE, BACKSLASH, BRACE, END_BRACE, BRACKET, END_BRACKET, COMMA] = [
  0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c,
]
