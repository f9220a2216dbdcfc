import type { Ceiling, Preset, Route } from './preset.ts'

/** What ships for each route. [P]: a project proposal, which the clinic's medical director may lower or raise within ranges. */
export const ceilings = {
  nasal: {
    ceiling: { mg: 84 },
    source: 'US esketamine label: 84 mg, three devices, is the highest dose of a treatment session.',
  },
  iv: {
    ceiling: { mgPerKg: 1 },
    source:
      'Fava and others, Mol Psychiatry 2018;25:1592 (doi 10.1038/s41380-018-0256-5): 1.0 mg/kg over 40 min is the highest dose of the dose-ranging trial.',
  },
  im: {
    ceiling: { mg: 150 },
    source:
      'Project proposal [P]: 1.5 mg/kg, the highest single dose named for psychotherapy (not checked against a text), in 100 kg.',
  },
  sublingual: {
    ceiling: { mg: 300 },
    source:
      'Andrade, J Clin Psychiatry 2019 (oral ketamine, practical considerations): fixed doses of 25 to 300 mg have been given.',
  },
  subcutaneous: {
    ceiling: { mgPerKg: 1 },
    source:
      'Del Sant and others, J Psychopharmacol 2020 (doi 10.1177/0269881120922955): 1.0 mg/kg is the highest dose of the series (esketamine).',
  },
} as const satisfies Readonly<Record<Route, { readonly ceiling: Ceiling; readonly source: string }>>

/** The ceiling of a preset; sessions and clinic presets of before there was one have what ships for their route. */
export function ceilingOf({ ceiling, route }: Pick<Preset, 'ceiling' | 'route'>): Ceiling {
  return ceiling ?? ceilings[route].ceiling
}
