import { limitAlarmIds, priorities, trendAlarmIds } from '../alarm/ids.ts'
import { farOf } from '../limits.ts'
import { vitals } from '../vitals.ts'
import type { Words } from '../words/index.ts'
import { sayShipped } from '../words/shipped.ts'
import { ceilingOf } from './ceiling.ts'
import { type Difference, type DueRule, limitPhases, type Preset } from './preset.ts'

/** One figure of a preset, in words. */
export interface Figure {
  /** As in `Preset.sources`: 'dischargeAfterMin', 'due.M2', 'limits.spo2-low.medium' … */
  readonly path: string
  readonly label: string
  readonly value: string
  /** null: words, which have no source. */
  readonly source: string | null
}

type Entry = readonly [path: string, label: string, value: string]

/** Every figure of a preset with its source, in the order in which they are shown. */
export function figuresOf(preset: Preset, words: Words): readonly Figure[] {
  const { dosing, observation } = preset.phaseNames
  const texts: readonly Entry[] = [
    ['label', words.presets.fields.label, sayShipped(preset.label, words)],
    [
      'treatment',
      words.presets.fields.treatment,
      `${words.drugs[preset.drug]}, ${words.routes[preset.route]}`,
    ],
    [
      'phases',
      words.presets.fields.phases,
      `${sayShipped(dosing, words)}, ${sayShipped(observation, words)}`,
    ],
    ...listOpen(preset, words),
  ]
  return [
    ...texts.map(([path, label, value]) => ({ path, label, value, source: null })),
    ...measured(preset, words).map(([path, label, value]) => ({
      path,
      label,
      value,
      source: sayShipped(sourceOf(preset, path), words),
    })),
  ]
}

/** Where a figure comes from, as the preset keeps it. */
function sourceOf({ sources, source }: Preset, path: string): string {
  return sources[path] ?? source
}

/** What the medical director has still to settle, by the names of its figures. */
function listOpen(preset: Preset, words: Words): readonly Entry[] {
  const { toComplete = [] } = preset
  if (toComplete.length === 0) return []
  const names = new Map(measured(preset, words).map(([path, label]) => [path, label]))
  const open = toComplete.map(path => names.get(path) ?? path)
  return [['toComplete', words.presets.fields.toComplete, open.join(', ')]]
}

/** The figures of the treatment itself, by their paths: everything but the limits, which are those of every preset. */
export function openFigures(preset: Omit<Preset, 'sources'>, words: Words): readonly string[] {
  return sourcedPaths(preset, words).filter(path => !path.startsWith('limits.'))
}

/** Paths of the figures that must have a source. */
export function sourcedPaths(preset: Omit<Preset, 'sources'>, words: Words): readonly string[] {
  const paths = measured(preset, words).map(([path]) => path)
  // Presets of before there were these figures have the shipped ones without having written them.
  return paths.filter(
    path =>
      (path !== 'limits.spo2-low.far' || preset.limits['spo2-low'].far) &&
      (path !== 'ceiling' || preset.ceiling !== undefined),
  )
}

function measured(preset: Omit<Preset, 'sources'>, words: Words): readonly Entry[] {
  const { dose, devices, infusionMin, holdMin, dischargeFrom } = preset
  const after = words.presets.after[dischargeFrom]
  const ceiling = ceilingOf(preset)
  const most = 'mg' in ceiling ? words.presets.mg(ceiling.mg) : words.presets.mgPerKg(ceiling.mgPerKg)
  const entries: Entry[] = [
    ['dose', words.presets.fields.dose, describeDose(dose, words)],
    ['ceiling', words.presets.fields.ceiling, most],
  ]
  if (devices) {
    entries.push([
      'devices',
      words.presets.fields.devices,
      words.presets.devices(devices.count, devices.mgEach),
    ])
    entries.push([
      'devices.restMin',
      words.presets.fields['devices.restMin'],
      words.presets.minutes(devices.restMin),
    ])
  }
  if (infusionMin !== undefined)
    entries.push(['infusionMin', words.presets.fields.infusionMin, words.presets.minutes(infusionMin)])
  if (holdMin !== undefined)
    entries.push(['holdMin', words.presets.fields.holdMin, words.presets.minutes(holdMin)])
  if (preset.boosters) entries.push(['boosters', words.presets.fields.boosters, words.presets.boosters])
  entries.push(
    ['assessmentAfterMin', words.presets.fields.assessmentAfterMin, after(preset.assessmentAfterMin)],
    ['dischargeAfterMin', words.presets.fields.dischargeAfterMin, after(preset.dischargeAfterMin)],
  )
  for (const rule of preset.due)
    entries.push([`due.${rule.id}`, words.presets.due(rule.id), describeRule(rule, words)])
  return [
    ...entries,
    ...describeLimits(preset.limits, words),
    ...describePhaseLimits(preset, words),
    ...describeTrends(preset, words),
  ]
}

function describeDose(dose: Preset['dose'], words: Words): string {
  if ('mg' in dose) return words.presets.mg(dose.mg)
  return 'mgPerKg' in dose ? words.presets.mgPerKg(dose.mgPerKg) : words.presets.prescribed(dose.simulatedMg)
}

function describeRule(rule: DueRule, words: Words): string {
  const { label, anchor, targetMin, fromMin, toMin, ratings = [], everyMin, everyMinWhileDosing } = rule
  return [
    `${words.presets.window(sayShipped(label, words), targetMin, fromMin, toMin)} ${words.presets.anchors[anchor]}`,
    ...(everyMinWhileDosing === undefined ? [] : [words.presets.everyWhileDosing(everyMinWhileDosing)]),
    ...(everyMin === undefined ? [] : [words.presets.every(everyMin)]),
    ...ratings.map(id => words.scales[id].label),
    words.presets.classes[rule.class],
  ].join(', ')
}

function describeLimits(limits: Preset['limits'], words: Words): readonly Entry[] {
  return limitAlarmIds.flatMap(alarm => {
    const { parameter, side, reference, levels } = limits[alarm]
    const { unit } = vitals[parameter]
    const sign =
      side === 'low' ? words.presets.low : reference === 'rise' ? words.presets.rise : words.presets.high
    const high = levels.high?.[0]
    const [points, forS] = farOf(limits, alarm) ?? []
    const far: readonly Entry[] =
      high === undefined || points === undefined || forS === undefined
        ? []
        : [
            [
              `limits.${alarm}.far`,
              words.presets.far(words.alarms[alarm]),
              words.presets.farBelow(points, forS, unit),
            ],
          ]
    const each = priorities.flatMap((priority): readonly Entry[] => {
      const level = levels[priority]
      if (!level) return []
      const [limit, delayS] = level
      const value = delayS === 0 ? sign(limit, unit) : `${sign(limit, unit)} ${words.presets.delay(delayS)}`
      return [
        [
          `limits.${alarm}.${priority}`,
          words.presets.limit(words.alarms[alarm], words.priorities[priority]),
          value,
        ],
      ]
    })
    return [...each, ...far]
  })
}

function describePhaseLimits(
  { limits, phaseLimits = {} }: Omit<Preset, 'sources'>,
  words: Words,
): readonly Entry[] {
  return limitPhases.flatMap(phase =>
    limitAlarmIds.flatMap(alarm =>
      priorities.flatMap((priority): readonly Entry[] => {
        const limit = phaseLimits[phase]?.[alarm]?.[priority]
        if (limit === undefined) return []
        const { parameter, side } = limits[alarm]
        const name = words.presets.limit(words.alarms[alarm], words.priorities[priority])
        return [
          [
            `phaseLimits.${phase}.${alarm}.${priority}`,
            words.presets.phaseLimit(name, words.record.limits.phases[phase]),
            (side === 'low' ? words.presets.low : words.presets.high)(limit, vitals[parameter].unit),
          ],
        ]
      }),
    ),
  )
}

function describeTrends({ trendAlarms = [] }: Pick<Preset, 'trendAlarms'>, words: Words): readonly Entry[] {
  return trendAlarmIds
    .filter(alarm => trendAlarms.includes(alarm))
    .map(alarm => [`trends.${alarm}`, words.alarms[alarm], words.presets.trends[alarm]])
}

/** What differs from `a` to `b`, figure by figure, in words. Sources are no figures: they follow them. */
export function comparePresets(a: Preset, b: Preset, words: Words): readonly Difference[] {
  const [before, after] = [figuresOf(a, words), figuresOf(b, words)]
  const valueIn = (figures: readonly Figure[], path: string) =>
    figures.find(figure => figure.path === path)?.value ?? null
  const all = [...before, ...after.filter(({ path }) => valueIn(before, path) === null)]
  return all.flatMap(({ path, label }) => {
    const [was, is] = [valueIn(before, path), valueIn(after, path)]
    return was === is ? [] : [{ field: label, before: was, after: is }]
  })
}

/** Differences in one line, for the audit trail and the report. */
export function describeDifferences(differences: readonly Difference[], words: Words): string {
  if (differences.length === 0) return words.presets.noDifference
  return differences
    .map(({ field, before, after }) =>
      words.presets.change(field, before ?? words.presets.nothing, after ?? words.presets.nothing),
    )
    .join('; ')
}

/**
 * The preset with a source for each figure: what stands as in `base` has the source of `base`, what was changed before keeps
 * its own, and what differs from `before` has the reason given now.
 */
export function withSources(
  preset: Preset,
  before: Preset,
  base: Preset,
  reason: string,
  words: Words,
): Preset {
  const known = [base, before].map(of => ({
    of,
    values: new Map(figuresOf(of, words).map(({ path, value }) => [path, value])),
  }))
  const sourced = sourcedPaths(preset, words)
  const sources = figuresOf(preset, words).flatMap(({ path, value, source }) => {
    if (source === null || !sourced.includes(path)) return []
    const same = known.find(({ values }) => values.get(path) === value)
    return [[path, same ? sourceOf(same.of, path) : words.shipped.decision(reason)] as const]
  })
  return { ...preset, sources: Object.fromEntries(sources) }
}

/** A preset's name where space is short; one of the clinic says so, with its version. */
export function presetName(
  { label, version, clinic }: Pick<Preset, 'label' | 'version' | 'clinic'>,
  words: Words,
): string {
  const said = sayShipped(label, words)
  return clinic ? words.presets.name(said, version) : said
}
