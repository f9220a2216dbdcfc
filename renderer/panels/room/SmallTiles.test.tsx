import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { CurrentValue, RoomView } from '../../../shared/views.ts'
import {
  instant,
  NOW_MS,
  sampleAlarm,
  sampleCurrent,
  sampleRoom,
  sampleSession,
} from '../../live/testing/sample.ts'
import { SmallTiles } from './SmallTiles.tsx'

const value = (vital: CurrentValue['vital'], of: number | null, ageMs = 1000): CurrentValue => ({
  ...sampleCurrent(ageMs),
  vital,
  value: of,
})

function draw(changes: Partial<RoomView>): string {
  const view = sampleRoom({ session: sampleSession({ phase: 'dosing', t0: instant(0) }), ...changes })
  return renderToStaticMarkup(<SmallTiles room={{ view, receivedMs: Number.POSITIVE_INFINITY }} />)
}
const tiles = (markup: string) => [...markup.matchAll(/data-testid="small-(\w+)"/g)].map(([, vital]) => vital)

describe('The small tiles', () => {
  it('are what monitors give beside the large figures, and nothing where they give nothing', () => {
    expect(draw({ current: [value('spo2', 97), value('perfusionIndex', 2.4)] })).toBe('')
    const markup = draw({
      current: [value('spo2', 97), value('etco2', 38), value('respRate', 0), value('temperature', 36.75)],
    })
    expect(tiles(markup)).toEqual(['respRate', 'temperature', 'etco2'])
    // 0 is a value: apnea.
    expect(markup).toMatch(/Respiration.*?data-value="0">0</)
    expect(markup).toMatch(/Temperature.*?data-value="36\.\d">/)
    expect(markup).toMatch(/EtCO2 <span class="unit">mmHg<\/span>.*?data-value="38">38</)
  })

  it('tell quality and age, and show no old value', () => {
    expect(draw({ current: [value('etco2', 38, NOW_MS)] })).toMatch(/data-value="">[^0-9]/)
    expect(draw({ current: [value('etco2', null)] })).toMatch(/data-value="">/)
    // A temperature comes with a cuff reading.
    expect(draw({ current: [value('temperature', 36.7, 240_000)] })).toMatch(/data-value="36.7">/)
    expect(draw({ current: [value('temperature', 36.7, 360_000)] })).toMatch(/stale/)
  })

  it('show whatever alarms, even when its monitor is gone', () => {
    const markup = draw({ current: [], alarms: [sampleAlarm({ alarm: 'resp-low', priority: 'high' })] })
    expect(tiles(markup)).toEqual(['respRate'])
    expect(markup).toMatch(/small-tile blank alarming high active/)
    expect(markup).toContain('!!!')
  })
})
