import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { reportOf } from '../../fixtures/sessions/replay.ts'
import { richWithSmallVitals, smallVitals, withSmallVitals } from '../../fixtures/sessions/small-vitals.ts'
import { english as words } from '../words/en/index.ts'
import { layOutChart, leastChartHeight } from './chart.ts'
import { LABEL_SIZE } from './chart-limits.ts'
import type { Report } from './model.ts'

vi.mock('../vitals.ts', async () => (await import('../../fixtures/one-more-vital.ts')).vitalsWithOneMore())

/** A line of text: what is nearer stands on the other. */
const LINE = LABEL_SIZE + 0.4

function replayed(scenario: string, preset: string): Report {
  const script = new URL(`../../fixtures/scenarios/${scenario}.ndjson`, import.meta.url)
  return reportOf(readFileSync(script, 'utf8'), 'device', preset)
}

describe.each([1, 2, 3, 4])('The chart with %i small panels, where it is lowest', count => {
  const report = withSmallVitals(count)
  const chart = layOutChart(report, 511, leastChartHeight(report), words)
  const panels = [chart.spo2Panel, chart.pressurePanel, ...chart.smallPanels]

  it('has them all', () => expect(chart.smallPanels).toHaveLength(count))
  it('leaves each a height in which a line can be read', () => {
    for (const { height } of panels) expect(height).toBeGreaterThanOrEqual(12)
    expect(chart.pressurePanel.height).toBeGreaterThan(chart.spo2Panel.height)
  })
  it('names each outside of all that is measured', () => {
    for (const { nameY } of chart.smallPanels)
      for (const { y, height } of panels) expect(nameY + LINE <= y || nameY >= y + height).toBe(true)
  })
  it('has its figures a line apart, those of neighbours and those of the alarms’ rows too', () => {
    const right = [...chart.smallPanels.flatMap(({ ticks }) => ticks), ...chart.alarmRows.slice(-1)]
    for (const ticks of [chart.spo2Ticks, chart.pressureTicks, right]) {
      const places = ticks.map(({ y }) => y).toSorted((a, b) => a - b)
      for (const [index, y] of places.slice(1).entries())
        expect(y - (places[index] ?? 0)).toBeGreaterThanOrEqual(LINE - 1e-9)
    }
  })
  it('keeps to its height', () => {
    expect(chart.plot.y + chart.plot.height + LINE).toBeLessThanOrEqual(chart.height)
    expect(chart.base).toBeGreaterThanOrEqual(Math.max(...panels.map(({ y, height }) => y + height)) - 1e-9)
  })
})

it('Where there is room, all ticks are drawn', () => {
  const chart = layOutChart(withSmallVitals(1), 511, 330, words)
  expect(chart.spo2Ticks.map(({ label }) => label)).toEqual(['70', '80', '90', '100'])
  expect(chart.pressureTicks.map(({ label }) => label)).toEqual(['40', '80', '120', '160', '200'])
  expect(smallVitals.length).toBeGreaterThanOrEqual(4)
})

describe('The zones of the phases', () => {
  const { phases, plot, bars } = layOutChart(replayed('iv-messy', 'IV-0.5MGKG-40'), 511, 300, words)
  const right = plot.x + plot.width

  it('reach from edge to edge, each with its name, and without what took no time', () => {
    expect(phases.map(({ label }) => label)).toEqual([
      'BASELINE',
      'INFUSION',
      'RECOVERY',
      'DISCHARGE ASSESSMENT',
    ])
    expect(phases[0]?.x).toBe(plot.x)
    for (const [index, { x, width }] of phases.entries())
      expect(x + width).toBeCloseTo(phases[index + 1]?.x ?? right)
  })
  it('have the name of a short one in a row of its own', () => {
    const short = layOutChart(richWithSmallVitals(0, false), 511, 300, words)
    const rows = short.phases.map(({ labelY }) => labelY)
    expect(short.phases.every(({ label }) => label !== '')).toBe(true)
    expect(new Set(rows).size).toBeGreaterThan(1)
    for (const { labelY } of short.phases) expect(labelY + LINE).toBeLessThan(short.spo2Panel.y)
  })
  it('leave what was measured at the opening free of the frame', () => {
    for (const { x } of bars) {
      expect(x).toBeGreaterThanOrEqual(plot.x + 3)
      expect(x).toBeLessThanOrEqual(right - 3)
    }
  })
})
