import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/* WCAG 2.2: 4.5 for words, 3 for large words, borders and marks (1.4.3, 1.4.11). Measured on the tokens themselves. */

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const dark = readBlock('[data-theme="dark"]')
const themes = {
  dark,
  light: { ...dark, ...readBlock('[data-theme="light"]') },
  night: { ...dark, ...readBlock('[data-night="on"]') },
}

const words = 4.5
const marks = 3
const pairs: readonly (readonly [string, string, number])[] = [
  ['ink', 'ground', words],
  ['ink', 'ground-2', words],
  ['ink-dim', 'ground', words],
  ['ink-dim', 'ground-2', words],
  ['focus', 'ground', marks],
  ['focus', 'ground-2', marks],
  ['vital-spo2', 'ground', words],
  ['vital-pulse', 'ground', words],
  ['vital-bp', 'ground', words],
  ['alarm-text', 'ground', words],
  ['alarm-text', 'tint-high', words],
  ['alarm-text', 'tint-medium', words],
  ['alarm-text', 'tint-low', words],
  ['alarm-high-ink', 'alarm-high-ground', words],
  ['alarm-medium-ink', 'alarm-medium-ground', words],
  ['alarm-low-ink', 'alarm-low-ground', words],
  ['alarm-high', 'ground', marks],
  ['alarm-medium', 'ground', marks],
  ['alarm-low', 'ground', marks],
]

for (const [theme, tokens] of Object.entries(themes)) {
  describe(`The ${theme} theme`, () => {
    it.each(pairs)('shows %s on %s with a contrast of at least %f', (front, back, least) => {
      expect(contrast(tokens[front] ?? '', tokens[back] ?? '')).toBeGreaterThanOrEqual(least)
    })
  })
}

describe('The vital signs', () => {
  it.each(Object.entries(themes))('are neither red, yellow nor cyan in the %s theme', (_, tokens) => {
    for (const name of ['vital-spo2', 'vital-pulse', 'vital-bp']) {
      const [hue, saturation] = hueOf(tokens[name] ?? '')
      if (saturation < 0.15) continue
      const near = [0, 60, 180, 360].filter(alarmHue => Math.abs(alarmHue - hue) < 30)
      expect(near, `${name} has the hue ${hue.toFixed(0)}`).toEqual([])
    }
  })
})

function readBlock(selector: string): Readonly<Record<string, string>> {
  const [, block = ''] = css.split(selector)
  const body = block.slice(0, block.indexOf('}'))
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  )
}

function channels(hex: string): readonly number[] {
  if (!/^#[0-9a-f]{6}$/.test(hex)) throw new Error(`Not a colour: "${hex}".`)
  return [1, 3, 5].map(start => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = channels(hex).map(c =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (bright + 0.05) / (dim + 0.05)
}

/** Hue in degrees and saturation 0..1. */
function hueOf(hex: string): readonly [number, number] {
  const [r = 0, g = 0, b = 0] = channels(hex)
  const max = Math.max(r, g, b)
  const span = max - Math.min(r, g, b)
  if (span === 0) return [0, 0]
  const sector = max === r ? ((g - b) / span) % 6 : max === g ? (b - r) / span + 2 : (r - g) / span + 4
  return [(sector * 60 + 360) % 360, span / max]
}
