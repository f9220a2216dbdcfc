import { describe, expect, it } from 'vitest'
import { richWithSmallVitals } from '../../fixtures/sessions/small-vitals.ts'
import { usualContent } from '../../shared/report/content.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { renderPdf } from './pdf.ts'
import { readPages, readWords, squash } from './testing/read-pdf.ts'

describe('The PDF of three hours with three small panels', { timeout: 120_000 }, () => {
  it('has room to sign at the foot of page 1, and six pages on either paper', async () => {
    const report = richWithSmallVitals(3, false)
    const a4 = readPages(await renderPdf(report, words, 'a4', usualContent))
    expect(squash(a4[0] ?? '')).toContain(squash(words.report.byHand.when))
    expect(a4.length).toBeLessThanOrEqual(6)
    const letter = await renderPdf(report, words, 'letter', usualContent)
    expect(readPages(letter).length).toBeLessThanOrEqual(6)
  })

  it('has six pages signed, and no name or figure beside its chart on another', async () => {
    const pdf = await renderPdf(richWithSmallVitals(3, true), words, 'a4', usualContent)
    const pages = readWords(pdf)
    expect(pages.length).toBeLessThanOrEqual(6)
    const all = pages[0]?.words ?? []
    const edge = all.find(({ text }) => text === 'SYS')?.xMin ?? 0
    const bottom = all.find(({ text }) => text === 'marks')?.yMax ?? 0
    const beside = all.filter(({ xMin, yMax }) => Math.abs(xMin - edge) < 1 && yMax <= bottom)
    expect(beside.map(({ text }) => text)).toEqual(expect.arrayContaining(['SYS', '41', '34', 'HIGH']))
    const tops = beside.map(({ yMin }) => yMin).toSorted((a, b) => a - b)
    for (const [index, top] of tops.slice(1).entries()) expect(top - (tops[index] ?? 0)).toBeGreaterThan(6)
  })
})
