import { describe, expect, it } from 'vitest'
import { presets } from './index.ts'
import { intramuscular } from './intramuscular.ts'
import { iv05mgkg40 } from './iv-0.5mgkg-40.ts'
import type { DueRule, PhaseLimits, Preset } from './preset.ts'
import { parsePreset } from './schema.ts'
import { spravato84 } from './spravato.ts'
import { sublingual } from './sublingual.ts'

/** The sentence that a preset is refused with, or 'accepted'. */
function parse(value: unknown): string {
  // As it comes from a file, the store or a window: through JSON.
  const parsed = parsePreset(JSON.parse(JSON.stringify(value)))
  return parsed.ok ? 'accepted' : parsed.error
}

function withRule(index: number, change: Partial<DueRule>, of: Preset = spravato84): Preset {
  return { ...of, due: of.due.map((rule, at) => (at === index ? { ...rule, ...change } : rule)) }
}

function withLevel(
  alarm: keyof Preset['limits'],
  priority: 'low' | 'medium' | 'high',
  level: readonly [number, number] | undefined,
): Preset {
  const row = spravato84.limits[alarm]
  const { [priority]: _old, ...others } = row.levels
  const levels = level ? { ...others, [priority]: level } : others
  return { ...spravato84, limits: { ...spravato84.limits, [alarm]: { ...row, levels } } }
}

function without<T extends object>(value: T, ...keys: (keyof T)[]): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key as keyof T)))
}

function withFar(alarm: keyof Preset['limits'], far: readonly [number, number]): Preset {
  return { ...spravato84, limits: { ...spravato84.limits, [alarm]: { ...spravato84.limits[alarm], far } } }
}

function withoutFar(): Preset {
  const { far: _far, ...row } = spravato84.limits['spo2-low']
  const { 'limits.spo2-low.far': _source, ...sources } = spravato84.sources
  return { ...spravato84, limits: { ...spravato84.limits, 'spo2-low': row }, sources }
}

function withTrends(...trendAlarms: NonNullable<Preset['trendAlarms']>): Preset {
  const sources = Object.fromEntries(trendAlarms.map(alarm => [`trends.${alarm}`, 'test']))
  return { ...spravato84, trendAlarms, sources: { ...spravato84.sources, ...sources } }
}

function withPhase(dosing: PhaseLimits): Preset {
  const paths = Object.entries(dosing).flatMap(([alarm, levels]) =>
    Object.keys(levels ?? {}).map(priority => `phaseLimits.dosing.${alarm}.${priority}`),
  )
  const sources = Object.fromEntries(paths.map(path => [path, 'test']))
  return { ...spravato84, phaseLimits: { dosing }, sources: { ...spravato84.sources, ...sources } }
}

describe('the schema of a preset', () => {
  it.each(presets.map(preset => [preset.id, preset] as const))('accepts %s, which ships', (_id, preset) => {
    const parsed = parsePreset(JSON.parse(JSON.stringify(preset)))
    expect(parsed).toEqual({ ok: true, preset })
  })

  it.each<[string, Preset]>([
    ['a MEDIUM limit at the end of its range', withLevel('spo2-low', 'medium', [88, 15])],
    ['a longer delay', withLevel('spo2-low', 'medium', [90, 30])],
    ['a moved window', withRule(2, { targetMin: 45, fromMin: 38, toMin: 50 })],
    ['what is far beyond HIGH at the end of its ranges', withFar('spo2-low', [20, 5])],
    ['a preset of before there was such a figure', withoutFar()],
    ['both trend alarms', withTrends('spo2-trend', 'pulse-trend')],
    ['limits by phase', withPhase({ 'spo2-low': { medium: 92, high: 88 } })],
    ['a later discharge', { ...spravato84, dischargeAfterMin: 121 }],
    [
      'the mark of a clinic',
      {
        ...spravato84,
        id: 'SPRAVATO-84-C1',
        version: '2',
        clinic: {
          basedOn: { id: 'SPRAVATO-84', version: '2' },
          approved: { by: 'Dr D', wallMs: 1, differs: [{ field: 'Name', before: 'a', after: null }] },
        },
      },
    ],
  ])('accepts %s', (_what, preset) => {
    expect(parse(preset)).toBe('accepted')
  })

  it.each<[string, unknown, RegExp]>([
    ['nothing', null, /^The preset: /],
    ['a list', [], /^The preset: /],
    ['an unknown field', { ...spravato84, code: 'x' }, /has no field “code”/],
    ['an id in small letters', { ...spravato84, id: 'spravato 84' }, /^id: must be capitals/],
    [
      '13 points',
      withFar('spo2-low', [13, 3]),
      /^limits\.spo2-low\.far\.0: \(points below the HIGH limit\) must be from 14 to 20/,
    ],
    ['21 points', withFar('spo2-low', [21, 3]), /far\.0: .*must be from 14 to 20/],
    ['2 s', withFar('spo2-low', [15, 2]), /far\.1: \(seconds\) must be from 3 to 5/],
    ['6 s', withFar('spo2-low', [15, 6]), /far\.1: \(seconds\) must be from 3 to 5/],
    [
      'the same trend alarm twice',
      withTrends('spo2-trend', 'spo2-trend'),
      /trendAlarms: must name each alarm once/,
    ],
    [
      'a trend alarm without a source',
      { ...spravato84, trendAlarms: ['spo2-trend'] },
      /sources.trends.spo2-trend: is missing/,
    ],
    [
      'a limit by phase out of its range',
      withPhase({ 'spo2-low': { medium: 87 } }),
      /phaseLimits.dosing.spo2-low.medium: must be from 88 to 94/,
    ],
    [
      'a limit by phase of an alarm that is fixed',
      withPhase({ 'mean-low': { medium: 66 } }),
      /mean-low.medium: is fixed/,
    ],
    [
      'a level by phase that the alarm has not',
      withPhase({ 'pulse-low': { low: 45 } }),
      /pulse-low.low: is fixed/,
    ],
    [
      'limits by phase that contradict the others',
      withPhase({ 'spo2-low': { high: 90 } }),
      /phaseLimits.dosing: .*milder than the level below/,
    ],
    ['such a figure for pulse', withFar('pulse-low', [15, 3]), /pulse-low\.far: is no figure of this alarm/],
    ['a version that is no number', { ...spravato84, version: 'new' }, /^version: must be a whole number/],
    ['no name', { ...spravato84, label: ' ' }, /^label: must not be empty\.$/],
    ['an unknown route', { ...spravato84, route: 'rectal' }, /^route: /],
    [
      'a target before its window',
      withRule(2, { fromMin: 41 }),
      /^due\.2\.fromMin: of M2 must not be later than its target, 40 min\.$/,
    ],
    [
      'a target at the end of its window',
      withRule(2, { toMin: 40 }),
      /^due\.2\.toMin: of M2 must be later than its target, 40 min\.$/,
    ],
    [
      'a window of hours',
      withRule(2, { toMin: 90 }),
      /^due\.2\.toMin: of M2: its window must be 2 to 40 min/,
    ],
    ['half minutes', withRule(2, { targetMin: 40.5 }), /^due\.2\.targetMin: must be whole minutes\.$/],
    ['a slipped digit', withRule(2, { toMin: 5000 }), /^due\.2\.toMin: must be from -10 to 480\.$/],
    ['NaN, which JSON makes null', withRule(2, { toMin: Number.NaN }), /^due\.2\.toMin: must be from/],
    ['an id twice', withRule(2, { id: 'M1' }), /^due\.2\.id: must be another one: M1 is there already\.$/],
    ['both repetitions', withRule(0, { everyMin: 10 }, iv05mgkg40), /^due\.0\.everyMin: of M1/],
    ['no measurement', { ...spravato84, due: [] }, /^due: /],
    [
      'none before discharge',
      withRule(8, { class: 'recommended' }),
      /^due: must have a required measurement with its window between 105 and 120 min, before discharge\.$/,
    ],
    [
      'an assessment after the discharge',
      { ...spravato84, assessmentAfterMin: 120 },
      /^assessmentAfterMin: must be earlier than the discharge, 120 min\.$/,
    ],
    [
      'a discharge before the 2 h of the REMS',
      { ...spravato84, dischargeAfterMin: 119 },
      /^dischargeAfterMin: must be from 120 to 480 for this route\.$/,
    ],
    ['minutes below zero', { ...iv05mgkg40, assessmentAfterMin: -5 }, /^assessmentAfterMin: must be from/],
    [
      'nasal without devices',
      without(spravato84, 'devices'),
      /^devices: is missing: a nasal preset needs it/,
    ],
    ['a nasal dose by weight', { ...spravato84, dose: { mgPerKg: 0.5 } }, /^dose: of a nasal preset/],
    [
      'a dose that its devices do not hold',
      { ...spravato84, dose: { mg: 56 } },
      /^dose\.mg: must be the content of its 3 devices of 28 mg\.$/,
    ],
    ['an infusion without its time', without(iv05mgkg40, 'infusionMin'), /^infusionMin: is missing/],
    ['an infused lozenge', { ...sublingual, infusionMin: 40 }, /^infusionMin: belongs to an intravenous/],
    ['a held injection', { ...intramuscular, holdMin: 15 }, /^holdMin: belongs to a sublingual/],
    ['boosters of a spray', { ...spravato84, boosters: true }, /^boosters: belong to an intramuscular/],
    ['a dose of grams', { ...sublingual, dose: { simulatedMg: 5000 } }, /^dose/],
    [
      'a MEDIUM limit past its range',
      withLevel('spo2-low', 'medium', [87, 15]),
      /^limits\.spo2-low\.levels\.medium\.0: \(limit\) must be from 88 to 94\.$/,
    ],
    [
      'a HIGH limit past its bound',
      withLevel('systolic-high', 'high', [201, 0]),
      /^limits\.systolic-high\.levels\.high\.0: \(limit\) must be from 150 to 200\.$/,
    ],
    [
      'a limit that is fixed',
      withLevel('mean-low', 'medium', [60, 0]),
      /^limits\.mean-low\.levels\.medium\.0: \(limit\) is fixed at 65\.$/,
    ],
    [
      'a delay of minutes',
      withLevel('spo2-low', 'high', [85, 60]),
      /^limits\.spo2-low\.levels\.high\.1: \(delay in s\) must be from 0 to 15\.$/,
    ],
    [
      'a cuff reading that waits',
      withLevel('systolic-high', 'medium', [160, 5]),
      /^limits\.systolic-high\.levels\.medium\.1: \(delay in s\) is fixed at 0\.$/,
    ],
    [
      'an alarm left out',
      withLevel('spo2-low', 'high', undefined),
      /^limits\.spo2-low\.levels\.high: is missing: a preset leaves out no alarm\.$/,
    ],
    [
      'a level of its own',
      withLevel('mean-low', 'high', [55, 0]),
      /^limits\.mean-low\.levels\.high: is no level/,
    ],
    [
      'limits out of order',
      withLevel('spo2-low', 'medium', [94, 15]),
      /^limits: Limit of SpO2 low \(MEDIUM\) is 94, milder than the level below it \(93\)\.$/,
    ],
    [
      'another side',
      {
        ...spravato84,
        limits: { ...spravato84.limits, 'spo2-low': { ...spravato84.limits['spo2-low'], side: 'high' } },
      },
      /^limits\.spo2-low\.side: must stay as it ships: low\.$/,
    ],
    [
      'limits of too few alarms',
      { ...spravato84, limits: without(spravato84.limits, 'pulse-low') },
      /^limits\.pulse-low: /,
    ],
    [
      'a figure without a source',
      { ...spravato84, sources: without(spravato84.sources, 'due.M2') },
      /^sources\.due\.M2: is missing: each figure has its source\.$/,
    ],
    [
      'a source of no figure',
      { ...spravato84, sources: { ...spravato84.sources, 'due.M9': 'x' } },
      /^sources\.due\.M9: names a figure that this preset has not\.$/,
    ],
    ['an empty source', { ...spravato84, sources: { ...spravato84.sources, dose: ' ' } }, /^sources\.dose: /],
  ])('refuses %s, naming the field', (_what, value, sentence) => {
    expect(parse(value)).toMatch(sentence)
  })
})
