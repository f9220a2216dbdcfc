import { describe, expect, it } from 'vitest'
import { richWithSmallVitals } from '../../fixtures/sessions/small-vitals.ts'
import { usualContent } from '../../shared/report/content.ts'
import { papers } from '../../shared/report/paper.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { renderPdf } from './pdf.ts'
import { readPages, readWords, squash } from './testing/read-pdf.ts'

describe('The PDF of three hours with three small panels', { timeout: 120_000 }, () => {
  it.each(
    papers.flatMap(paper => [
      { paper, isSigned: true },
      { paper, isSigned: false },
    ]),
  )(
    'has who signed, or room to sign, at the foot of page 1, and six pages: $paper, signed: $isSigned',
    async ({ paper, isSigned }) => {
      const report = richWithSmallVitals(3, isSigned)
      const pages = readPages(await renderPdf(report, words, paper, usualContent))
      const foot = isSigned
        ? 'responsible for the session 2026-11-23 12:05:00 valid'
        : words.report.byHand.when
      expect(squash(pages[0] ?? '')).toContain(squash(foot))
      expect(pages.length).toBeLessThanOrEqual(6)
    },
  )

  it('has no name or figure beside its chart on another, and each panel’s limits with its name', async () => {
    const pdf = await renderPdf(richWithSmallVitals(3, true), words, 'a4', usualContent)
    const pages = readWords(pdf)
    const all = pages[0]?.words ?? []
    const edge = all.find(({ text }) => text === 'SYS')?.xMin ?? 0
    const bottom = all.find(({ text }) => text === 'marks')?.yMax ?? 0
    const beside = all.filter(({ xMin, yMax }) => Math.abs(xMin - edge) < 1 && yMax <= bottom)
    expect(beside.map(({ text }) => text)).toEqual(expect.arrayContaining(['SYS', '41', '34', 'HIGH']))
    const text = all.map(({ text }) => text).join(' ')
    expect(text).toContain('Respiration /min, limits &lt; 8, &lt; 10')
    expect(text).toContain('EtCO2 mmHg, limits ≥ 50, ≥ 60')
    const tops = beside.map(({ yMin }) => yMin).toSorted((a, b) => a - b)
    for (const [index, top] of tops.slice(1).entries()) expect(top - (tops[index] ?? 0)).toBeGreaterThan(6)
  })
})
