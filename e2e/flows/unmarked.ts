import type { Page } from 'playwright/test'
import { drivers } from '../../devices/index.ts'
import { brands, citations } from '../../shared/citations.ts'
import { presets } from '../../shared/presets/index.ts'
import { skeletons } from '../../shared/presets/skeletons.ts'
import { vitalIds, vitals } from '../../shared/vitals.ts'
import { phrase } from '../../shared/words/host.ts'

/* What on a screen is in no language of the catalogue. */

/** In no catalogue for a reason: what people and clinics name, what publishers wrote, what machines and units are called. */
const given: readonly string[] = [
  // Room, people and patient of the flow.
  ...['Room 1', 'Nora', 'Clinic Admin', 'SIM'],
  // Ids of presets; publications, as they are looked up; what is written on a box.
  ...[...presets, ...skeletons].map(({ id }) => id),
  ...Object.values(citations),
  ...Object.values(brands),
  // What the simulated monitors were called when they were connected, and is theirs since; ids that the record keeps.
  ...drivers.flatMap(({ id, words }) => [id, phrase.simulated.device(words.label)]),
  // Units, and what stands on a key.
  ...vitalIds.map(id => vitals[id].unit),
  ...['mmHg', 'min', 'mg', 'Esc'],
]
  // One without a letter would part all others, and every text be left out.
  .filter(text => text !== '')
  .toSorted((a, b) => b.length - a.length)

/** Paths, and ports. */
const PATH = /(?<![\p{L}\d])(?:\/[\w.-]+)+|sim:[\w-]+|\(\d+ \d\w\d\)|\(TCP\)/gu

/** Where it stands by itself: `at` is no part of `saturation`. */
function wordly(part: string): RegExp {
  const text = part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return new RegExp(`(?<!\\p{L})${text}(?!\\p{L})`, 'gu')
}

function leaveOut(text: string): string {
  let rest = text.replaceAll(PATH, ' ')
  for (const part of given) if (rest.includes(part)) rest = rest.replaceAll(wordly(part), ' ')
  return rest
}

/** What can be read on a page in the pseudo-language outside of its marks: text, options, and what is said to those who do not see. */
export async function findUnmarked(page: Page): Promise<readonly string[]> {
  const read = await page.evaluate(() => {
    const names = ['aria-label', 'aria-valuetext', 'aria-roledescription', 'title', 'alt', 'placeholder']
    const seen = [...document.body.querySelectorAll('*')].filter(
      element => !element.closest('script, style, [hidden]'),
    )
    return seen.flatMap(element => [
      ...names.map(name => element.getAttribute(name) ?? ''),
      ...[...element.childNodes]
        .filter(node => node.nodeType === Node.TEXT_NODE)
        .map(node => node.textContent ?? ''),
    ])
  })
  const bare = read.filter(text => /\p{L}{2}/u.test(leaveOut(withoutMarked(text))))
  return [...new Set(bare)]
}

/** Marks stand in marks. */
function withoutMarked(text: string): string {
  let depth = 0
  let rest = ''
  for (const letter of text) {
    if (letter === '‹') depth++
    else if (letter === '›') depth--
    else if (depth === 0) rest += letter
  }
  return rest
}
