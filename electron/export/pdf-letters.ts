import { type Font, openSync } from 'fontkit'
import PDFDocument from 'pdfkit'

/*
 * Names are people's own. What the report's fonts have no picture for is printed as its code point (U+0627) instead of an
 * empty box, and page 1 says so once.
 */

/** Tells, of one or more fonts, which letters all of them can draw. */
export interface Letters {
  /** The text with the code point in place of each letter that a font lacks. */
  spell(text: string): string
  /** Does the text hold any such letter? */
  lackAny(text: string): boolean
}

/** @param paths of the font files; a letter counts as there when every one has it */
export function readLetters(paths: readonly string[]): Letters {
  const fonts = paths.map(path => openSync(path) as Font)
  const known = new Map<string, boolean>()
  function has(letter: string): boolean {
    const codePoint = letter.codePointAt(0) ?? 0
    // Line ends and tabs are no letters: they lay the text out.
    if (codePoint < 0x7f) return true
    const found = known.get(letter) ?? fonts.every(font => font.hasGlyphForCodePoint(codePoint))
    known.set(letter, found)
    return found
  }
  return {
    spell(text) {
      const composed = text.normalize('NFC')
      if (isPlain(composed)) return composed
      let spelt = ''
      let afterCode = false
      for (const letter of composed) {
        const isThere = has(letter)
        // Two code points side by side stay two.
        spelt += isThere ? letter : `${afterCode ? ' ' : ''}${nameOf(letter)}`
        afterCode = !isThere
      }
      return spelt
    },
    lackAny: text => !isPlain(text) && [...text.normalize('NFC')].some(letter => !has(letter)),
  }
}

const isPlain = (text: string) => /^[\n\r\t -~]*$/.test(text)

/** 'U+0627' */
function nameOf(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** A PDF document that draws and measures every text as its fonts can show it. */
export function createSpellingDocument(
  options: PDFKit.PDFDocumentOptions,
  letters: Letters,
): InstanceType<typeof PDFDocument> {
  const doc = new PDFDocument(options)
  const { text, widthOfString, heightOfString } = doc
  return Object.assign(doc, {
    text: (said: string, ...rest: unknown[]) => Reflect.apply(text, doc, [letters.spell(said), ...rest]),
    widthOfString: (said: string, ...rest: unknown[]) =>
      Reflect.apply(widthOfString, doc, [letters.spell(said), ...rest]),
    heightOfString: (said: string, ...rest: unknown[]) =>
      Reflect.apply(heightOfString, doc, [letters.spell(said), ...rest]),
  })
}
