import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import { straightLine } from '../../../shared/session/line.ts'
import type { CurrentValue } from '../../../shared/views.ts'
import { listDrawn } from '../../chart/Drawing.tsx'
import { describeChart } from '../../chart/describe.ts'
import { layOutPanels } from '../../chart/plot.ts'
import { createBuffers } from '../../live/buffers.ts'
import { instant, NOW_MS, sampleCurrent, sampleRoom, sampleSession } from '../../live/testing/sample.ts'
import { describeMoment } from '../records/summary.ts'
import { TrendTable } from '../records/tables.tsx'
import { smallFigures } from './figures.ts'
import { SmallTiles } from './SmallTiles.tsx'

/* A new vital sign is one row: here the catalogue has one more, and the window shows it. */

vi.mock('../../../shared/vitals.ts', async () =>
  (await import('../../../fixtures/one-more-vital.ts')).vitalsWithOneMore(),
)

const bis = 'bis' as CurrentValue['vital']

describe('A vital sign that is one row more', () => {
  const view = sampleRoom({
    session: sampleSession({ phase: 'dosing', t0: instant(0) }),
    current: [{ ...sampleCurrent(1000), vital: bis, value: 93.25 }],
  })
  const buffers = createBuffers('S1')
  buffers.vitals.set(bis, { monoMs: [NOW_MS], values: [93.25], validity: ['v'] })

  it('has a tile, in the room and among the rooms', () => {
    const markup = renderToStaticMarkup(<SmallTiles room={{ view, receivedMs: Number.POSITIVE_INFINITY }} />)
    expect(markup).toMatch(
      /small-bis.*Bispectral index <span class="unit">{index}<\/span>.*data-value="93.3">93.3</,
    )
    const [small] = smallFigures(view, instant(NOW_MS), () => false)
    expect(small).toMatchObject({ vital: 'bis', figure: { shown: '93.3', quality: 'good', age: '1 s' } })
  })
  it('has a line on a panel of its own, in words too', () => {
    expect(listDrawn(buffers)).toEqual(['spo2', 'pulseRate', 'bis'])
    const { small, domains } = layOutPanels(listDrawn(buffers))
    expect(small).toEqual([{ vital: 'bis', name: 'Bispectral index {index}', range: { min: 0, max: 100 } }])
    const [bottom = 0, top = 0] = domains[bis] ?? []
    // Its range stands in the lowest eighth of the height.
    expect([(0 - bottom) / (top - bottom), (100 - bottom) / (top - bottom)]).toEqual([
      expect.closeTo(0.0144),
      expect.closeTo(0.1056),
    ])
    const points = [{ monoMs: NOW_MS, value: 93.25, questionable: false }]
    const said = describeChart([{ vital: bis, points }], [], [], { fromMs: 0, toMs: NOW_MS }, straightLine)
    expect(said).toContain('Bispectral index 93.3 {index}, from 93.3 to 93.3')
  })
  it('has a column of the trend, and a word at the moment that is looked at', () => {
    const one = { count: 1, min: 93.25, max: 93.25, mean: 93.25, median: 93.25, coveredS: 1, belowS: null }
    const row = { minute: 0, fromMs: 0, streams: [one], cuff: null }
    const markup = renderToStaticMarkup(<TrendTable rows={[row]} vitals={[bis]} onMoment={() => {}} />)
    expect(markup).toContain('Bispectral index ({index})')
    expect(markup).toContain('<td>93.3</td>')
    expect(describeMoment(buffers, NOW_MS, straightLine)).toContain('Bispectral index 93.3 {index}')
  })
})
