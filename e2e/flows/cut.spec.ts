import { expect, test } from '../vigil.ts'
import { findCut } from './cut.ts'

/* What is looked for in every screen of a longer language can be found: each kind by itself, and nothing where all fits. */

const LONG = 'Sedation, dissociation'
const style = (rule: string) => `style="font: 16px sans-serif; ${rule}"`

const kinds = [
  ['scrolls sideways', `<div ${style('width: 80px; overflow-y: auto; white-space: nowrap')}>${LONG}</div>`],
  ['hidden', `<div ${style('width: 80px; overflow: hidden; white-space: nowrap')}>${LONG}</div>`],
  [
    'ellipsis',
    `<div ${style('width: 80px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis')}>${LONG}</div>`,
  ],
  ['below', `<div ${style('width: 120px; height: 24px; overflow: hidden')}>${LONG}</div>`],
  ['above', `<div ${style('height: 24px; overflow: hidden')}><p style="margin: -20px 0 0">${LONG}</p></div>`],
  ['beyond the right of', `<section ${style('width: 80px; white-space: nowrap')}>${LONG}</section>`],
  [
    'beyond the left of',
    `<section ${style('width: 80px; white-space: nowrap; direction: rtl; margin-left: 200px')}>${LONG}</section>`,
  ],
  ['beyond the right of', `<button ${style('width: 80px; white-space: nowrap')}>${LONG}</button>`],
  [
    'below',
    `<button ${style('width: 120px; height: 24px; padding: 0; overflow: clip')}>${LONG} ${LONG}</button>`,
  ],
  // The frame of a button in what hides it, though its word is still whole.
  [
    'below',
    `<div ${style('height: 40px; overflow: hidden')}><button style="height: 48px; padding: 0">ok</button></div>`,
  ],
  ['beyond the right of', `<p ${style('position: absolute; right: -40px; margin: 0')}>${LONG}</p>`],
  ['below', `<p ${style('position: fixed; bottom: -12px; margin: 0')}>${LONG}</p>`],
  [
    'overprinted',
    `<p ${style('margin: 0 0 -12px; height: 16px')}>${LONG}</p><p style="margin: 0">${LONG}</p>`,
  ],
  ['broken', `<p ${style('width: 60px; overflow-wrap: anywhere')}>20:26:44</p>`],
  ['option', `<select ${style('width: 80px')}><option>${LONG}</option></select>`],
] as const

const fits = [
  `<div ${style('width: 120px; height: 24px; overflow-y: auto')}>${LONG}</div>`,
  `<div ${style('width: 300px; overflow: hidden; text-overflow: ellipsis')}>${LONG}</div>`,
  `<section ${style('width: 120px')}>${LONG}</section>`,
  `<button ${style('width: 300px')}>${LONG}</button>`,
  `<p ${style('margin: 0')}>${LONG}</p><p ${style('margin: 0')}>${LONG}, <b>${LONG}</b></p>`,
  // Scrolled under another.
  `<div ${style('height: 20px; overflow-y: auto')}>${LONG}<br>${LONG}</div><p style="margin: 0">${LONG}</p>`,
  `<select ${style('width: 300px')}><option>${LONG}</option></select>`,
  // Meant: each exemption by itself.
  `<svg width="20" height="20"><text x="0" y="15">${LONG}</text></svg>`,
  `<div class="byte-rows" ${style('width: 80px; overflow: auto; white-space: pre')}>${LONG}</div>`,
  `<div class="alarm-bar"><ul><li ${style('width: 80px; overflow: hidden; white-space: nowrap')}>${LONG}</li></ul></div>`,
] as const

test('what is cut off is found, whatever cuts it; what fits is not', async ({ vigil }) => {
  const page = await vigil.page.context().newPage()
  for (const [kind, html] of kinds) {
    await page.setContent(`<body style="margin: 0; overflow: hidden">${html}`)
    expect(
      (await findCut(page)).filter(found => found.startsWith(kind)),
      html,
    ).not.toEqual([])
  }
  for (const html of fits) {
    await page.setContent(`<body style="margin: 0">${html}`)
    expect(await findCut(page), html).toEqual([])
  }
  // The alarm bar of one alarm has room for its line.
  await page.setContent(
    `<div class="alarm-bar single"><ul><li style="width: 80px; overflow: hidden; white-space: nowrap">${LONG}</li></ul></div>`,
  )
  expect(await findCut(page)).not.toEqual([])
})
