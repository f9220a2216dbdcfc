import { describe, expect, it } from 'vitest'
import { longSession } from '../../fixtures/sessions/long-session.ts'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { writeHtml } from '../../shared/report/formats/html.ts'
import { papers } from '../../shared/report/paper.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { renderPdf } from './pdf.ts'
import { readPages } from './testing/read-pdf.ts'

/** Over midnight, and over the end of summer time an hour and a half after T0. */
const report = reportOf(longSession(), 'simulated', 'SPRAVATO-84', {
  t0WallMs: Date.UTC(2026, 9, 24, 21, 20),
  offsetAt: wallMs => (wallMs < Date.UTC(2026, 9, 24, 22, 50) ? 120 : 60),
})

describe('a report over midnight and over a change of the clock’s offset', { timeout: 120_000 }, () => {
  it.each(papers)('has whole dates in the PDF, on %s, in the narrowest column too', async paper => {
    const text = readPages(await renderPdf(report, words, paper)).join(' ')
    expect(text).toContain('2026-10-25')
    expect(text).toContain('+01:00')
    expect(text.match(/\b2026-\d?\d?-?\d?(?= )/g)).toBeNull()
  })

  it('has them in the HTML', () => {
    const html = writeHtml(report, words)
    expect(html).toContain('<td>2026-10-25 00:')
    expect(html).toMatch(/<td>2026-10-24 23:\d\d:\d\d \+01:00<\/td>/)
    expect(html).toContain('opened 23:00:00 +02:00')
  })
})
