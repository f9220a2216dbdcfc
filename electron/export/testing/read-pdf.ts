import { spawnSync } from 'node:child_process'

/* The PDF as poppler reads it: a reader of its own, not the writer's. */

function run(program: string, args: readonly string[], pdf: Uint8Array): Buffer {
  const { stdout, stderr, status, error } = spawnSync(program, args, {
    input: pdf,
    maxBuffer: 2 ** 28,
    timeout: 100_000,
  })
  if (error) throw new Error(`This test needs ${program} (poppler-utils): ${error.message}`)
  if (status !== 0) throw new Error(`${program} could not read it: ${stderr}`)
  return stdout
}

/** Each page's text in the order in which it was drawn, with single spaces: rows one after another, a cell of several lines whole. */
export function readPages(pdf: Uint8Array): readonly string[] {
  return run('pdftotext', ['-raw', '-', '-'], pdf).toString().split('\f').slice(0, -1).map(squeeze)
}

/** All text as it lies on the pages. */
export function readLayout(pdf: Uint8Array): string {
  return run('pdftotext', ['-layout', '-', '-'], pdf).toString()
}

/** With single spaces. */
export function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}

/** Without spaces and hyphens: a word that was parted at its hyphen is whole again. */
export function squash(text: string): string {
  return text.replaceAll(/[\s-]+/g, '')
}

export function readInfo(pdf: Uint8Array): string {
  return run('pdfinfo', ['-'], pdf).toString()
}

/** One line a font: name, type, encoding, emb, sub, uni … */
export function readFonts(pdf: Uint8Array): readonly string[] {
  return run('pdffonts', ['-'], pdf).toString().trim().split('\n').slice(2)
}

/** One line an image. */
export function readImages(pdf: Uint8Array): readonly string[] {
  return run('pdfimages', ['-list', '-'], pdf).toString().trim().split('\n').slice(2)
}

export interface Word {
  readonly text: string
  readonly xMin: number
  readonly xMax: number
  readonly yMin: number
  readonly yMax: number
}

/** Each page's size and words, in points from its upper left corner. */
export function readWords(
  pdf: Uint8Array,
): readonly { readonly width: number; readonly height: number; readonly words: readonly Word[] }[] {
  const html = run('pdftotext', ['-bbox', '-', '-'], pdf).toString()
  return html
    .split('<page ')
    .slice(1)
    .map(page => {
      const number = (from: string, name: string) => Number(from.match(`${name}="([\\d.-]+)"`)?.[1])
      const words = [...page.matchAll(/<word ([^>]*)>(.*?)<\/word>/g)].map(([, at = '', text = '']) => ({
        text,
        xMin: number(at, 'xMin'),
        xMax: number(at, 'xMax'),
        yMin: number(at, 'yMin'),
        yMax: number(at, 'yMax'),
      }))
      return { width: number(page, 'width'), height: number(page, 'height'), words }
    })
}

/** Is every dot of every page black, white or grey? */
export function isGrey(pdf: Uint8Array): boolean {
  const ppm = run('pdftoppm', ['-r', '30', '-'], pdf)
  // Pages follow each other, each as "P6 width height 255" and its dots.
  let at = 0
  while (at < ppm.length) {
    const head = ppm
      .subarray(at, at + 40)
      .toString('latin1')
      .match(/^P6\s(\d+)\s(\d+)\s255\s/)
    if (!head) throw new Error('pdftoppm gave no PPM.')
    at += head[0].length
    const end = at + Number(head[1]) * Number(head[2]) * 3
    for (; at < end; at += 3) if (ppm[at] !== ppm[at + 1] || ppm[at] !== ppm[at + 2]) return false
  }
  return true
}
