import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { spravato84 } from '../../../shared/presets/spravato.ts'
import { LimitFields } from './EditParts.tsx'
import { startEdits } from './edit.ts'
import { PhaseFields, TrendFields } from './MoreLimits.tsx'

const preset = {
  ...spravato84,
  trendAlarms: ['pulse-trend'] as const,
  phaseLimits: { dosing: { 'spo2-low': { medium: 92 } } },
}
const part = { edits: startEdits(preset), onEdits: () => {} }

it('has a field for each level of each part of the session, with its range', () => {
  const markup = renderToStaticMarkup(<PhaseFields {...part} />)
  expect(markup.match(/inputMode="decimal"/g)).toHaveLength(3 * 10)
  expect(markup).toContain('SpO2 low, MEDIUM, in dosing')
  expect(markup.match(/value="92"/g)).toHaveLength(1)
  expect(markup).toContain('88 to 94')
})

it('has both trend alarms, on or off', () => {
  const markup = renderToStaticMarkup(<TrendFields {...part} />)
  expect(markup.match(/<option value="on" selected="">/g)).toHaveLength(1)
  expect(markup).toContain('SpO2 fallen: 4 % or more under its median of 10 min, for 60 s')
})

it('has the points and seconds of what is far below the HIGH limit (AR-19)', () => {
  const markup = renderToStaticMarkup(<LimitFields preset={preset} base={preset} {...part} />)
  expect(markup).toContain('SpO2 low: points below HIGH that do not wait')
  expect(markup).toContain('14 to 20')
  expect(markup).toContain('SpO2 low: for (s)')
  expect(markup).toContain('3 to 5')
})
