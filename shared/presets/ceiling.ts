import { citations } from '../citations.ts'
import { shippedEnglish as texts } from '../words/en/shipped.ts'
import type { Ceiling, Preset, Route } from './preset.ts'

/** What ships for each route. [P]: a project proposal, which the clinic's medical director may lower or raise within ranges. */
export const ceilings = {
  nasal: {
    ceiling: { mg: 84 },
    source: texts.sources.spravatoCeiling,
  },
  iv: {
    ceiling: { mgPerKg: 1 },
    source: texts.cited.ivCeiling(citations.fava),
  },
  im: {
    ceiling: { mg: 150 },
    source: texts.sources.imCeiling,
  },
  sublingual: {
    ceiling: { mg: 300 },
    source: texts.cited.sublingualCeiling(citations.andrade),
  },
  subcutaneous: {
    ceiling: { mgPerKg: 1 },
    source: texts.cited.subcutaneousCeiling(citations.delSant),
  },
} as const satisfies Readonly<Record<Route, { readonly ceiling: Ceiling; readonly source: string }>>

/** The ceiling of a preset; sessions and clinic presets of before there was one have what ships for their route. */
export function ceilingOf({ ceiling, route }: Pick<Preset, 'ceiling' | 'route'>): Ceiling {
  return ceiling ?? ceilings[route].ceiling
}
