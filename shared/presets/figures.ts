import { limitAlarmIds, priorities, trendAlarmIds } from '../alarm/ids.ts'
import { farOf } from '../limits.ts'
import { scales } from '../session/scales.ts'
import { vitals } from '../vitals.ts'
import { english as words } from '../words/en/index.ts'
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

const said = words.presets
type Entry = readonly [path: string, label: string, value: string]

/** Every figure of a preset with its source, in the order in which they are shown. */
export function figuresOf(preset: Preset): readonly Figure[] {
  const texts: readonly Entry[] = [
    ['label', said.fields.label, preset.label],
    ['treatment', said.fields.treatment, `${preset.drug}, ${words.routes[preset.route]}`],
    ['phases', said.fields.phases, `${preset.phaseNames.dosing}, ${preset.phaseNames.observation}`],
    ...listOpen(preset),
  ]
  return [
    ...texts.map(([path, label, value]) => ({ path, label, value, source: null })),
    ...measured(preset).map(([path, label, value]) => ({
      path,
      label,
      value,
      source: preset.sources[path] ?? preset.source,
    })),
  ]
}

/** What the medical director has still to settle, by the names of its figures. */
function listOpen(preset: Preset): readonly Entry[] {
  const { toComplete = [] } = preset
  if (toComplete.length === 0) return []
  const names = new Map(measured(preset).map(([path, label]) => [path, label]))
  const open = toComplete.map(path => names.get(path) ?? path)
  return [['toComplete', said.fields.toComplete, open.join(', ')]]
}

/** The figures of the treatment itself, by their paths: everything but the limits, which are those of every preset. */
export function openFigures(preset: Omit<Preset, 'sources'>): readonly string[] {
  return sourcedPaths(preset).filter(path => !path.startsWith('limits.'))
}

/** Paths of the figures that must have a source. */
export function sourcedPaths(preset: Omit<Preset, 'sources'>): readonly string[] {
  const paths = measured(preset).map(([path]) => path)
  // Presets of before there were these figures have the shipped ones without having written them.
  return paths.filter(
    path =>
      (path !== 'limits.spo2-low.far' || preset.limits['spo2-low'].far) &&
      (path !== 'ceiling' || preset.ceiling !== undefined),
  )
}

function measured(preset: Omit<Preset, 'sources'>): readonly Entry[] {
  const { dose, devices, infusionMin, holdMin, dischargeFrom } = preset
  const after = said.after[dischargeFrom]
  const ceiling = ceilingOf(preset)
  const most = 'mg' in ceiling ? said.mg(ceiling.mg) : said.mgPerKg(ceiling.mgPerKg)
  const entries: Entry[] = [
    ['dose', said.fields.dose, describeDose(dose)],
    ['ceiling', said.fields.ceiling, most],
  ]
  if (devices) {
    entries.push(['devices', said.fields.devices, said.devices(devices.count, devices.mgEach)])
    entries.push(['devices.restMin', said.fields['devices.restMin'], said.minutes(devices.restMin)])
  }
  if (infusionMin !== undefined)
    entries.push(['infusionMin', said.fields.infusionMin, said.minutes(infusionMin)])
  if (holdMin !== undefined) entries.push(['holdMin', said.fields.holdMin, said.minutes(holdMin)])
  if (preset.boosters) entries.push(['boosters', said.fields.boosters, said.boosters])
  entries.push(
    ['assessmentAfterMin', said.fields.assessmentAfterMin, after(preset.assessmentAfterMin)],
    ['dischargeAfterMin', said.fields.dischargeAfterMin, after(preset.dischargeAfterMin)],
  )
  for (const rule of preset.due) entries.push([`due.${rule.id}`, said.due(rule.id), describeRule(rule)])
  return [
    ...entries,
    ...describeLimits(preset.limits),
    ...describePhaseLimits(preset),
    ...describeTrends(preset),
  ]
}

function describeDose(dose: Preset['dose']): string {
  if ('mg' in dose) return said.mg(dose.mg)
  return 'mgPerKg' in dose ? said.mgPerKg(dose.mgPerKg) : said.prescribed(dose.simulatedMg)
}

function describeRule(rule: DueRule): string {
  const { label, anchor, targetMin, fromMin, toMin, ratings = [], everyMin, everyMinWhileDosing } = rule
  return [
    `${said.window(label, targetMin, fromMin, toMin)} ${said.anchors[anchor]}`,
    ...(everyMinWhileDosing === undefined ? [] : [said.everyWhileDosing(everyMinWhileDosing)]),
    ...(everyMin === undefined ? [] : [said.every(everyMin)]),
    ...ratings.map(id => scales[id].label),
    said.classes[rule.class],
  ].join(', ')
}

function describeLimits(limits: Preset['limits']): readonly Entry[] {
  return limitAlarmIds.flatMap(alarm => {
    const { parameter, side, reference, levels } = limits[alarm]
    const { unit } = vitals[parameter]
    const sign = side === 'low' ? said.low : reference === 'rise' ? said.rise : said.high
    const high = levels.high?.[0]
    const [points, forS] = farOf(limits, alarm) ?? []
    const far: readonly Entry[] =
      high === undefined || points === undefined || forS === undefined
        ? []
        : [[`limits.${alarm}.far`, said.far(words.alarms[alarm]), said.farBelow(points, forS, unit)]]
    const each = priorities.flatMap((priority): readonly Entry[] => {
      const level = levels[priority]
      if (!level) return []
      const [limit, delayS] = level
      const value = delayS === 0 ? sign(limit, unit) : `${sign(limit, unit)} ${said.delay(delayS)}`
      return [
        [`limits.${alarm}.${priority}`, said.limit(words.alarms[alarm], words.priorities[priority]), value],
      ]
    })
    return [...each, ...far]
  })
}

function describePhaseLimits({ limits, phaseLimits = {} }: Omit<Preset, 'sources'>): readonly Entry[] {
  return limitPhases.flatMap(phase =>
    limitAlarmIds.flatMap(alarm =>
      priorities.flatMap((priority): readonly Entry[] => {
        const limit = phaseLimits[phase]?.[alarm]?.[priority]
        if (limit === undefined) return []
        const { parameter, side } = limits[alarm]
        const name = said.limit(words.alarms[alarm], words.priorities[priority])
        return [
          [
            `phaseLimits.${phase}.${alarm}.${priority}`,
            said.phaseLimit(name, words.record.limits.phases[phase]),
            (side === 'low' ? said.low : said.high)(limit, vitals[parameter].unit),
          ],
        ]
      }),
    ),
  )
}

function describeTrends({ trendAlarms = [] }: Pick<Preset, 'trendAlarms'>): readonly Entry[] {
  return trendAlarmIds
    .filter(alarm => trendAlarms.includes(alarm))
    .map(alarm => [`trends.${alarm}`, words.alarms[alarm], said.trends[alarm]])
}

/** What differs from `a` to `b`, figure by figure, in words. Sources are no figures: they follow them. */
export function comparePresets(a: Preset, b: Preset): readonly Difference[] {
  const [before, after] = [figuresOf(a), figuresOf(b)]
  const valueIn = (figures: readonly Figure[], path: string) =>
    figures.find(figure => figure.path === path)?.value ?? null
  const all = [...before, ...after.filter(({ path }) => valueIn(before, path) === null)]
  return all.flatMap(({ path, label }) => {
    const [was, is] = [valueIn(before, path), valueIn(after, path)]
    return was === is ? [] : [{ field: label, before: was, after: is }]
  })
}

/** Differences in one line, for the audit trail and the report. */
export function describeDifferences(differences: readonly Difference[]): string {
  if (differences.length === 0) return said.noDifference
  return differences
    .map(({ field, before, after }) => said.change(field, before ?? said.nothing, after ?? said.nothing))
    .join('; ')
}

/**
 * The preset with a source for each figure: what stands as in `base` has the source of `base`, what was changed before keeps
 * its own, and what differs from `before` has the reason given now.
 */
export function withSources(preset: Preset, before: Preset, base: Preset, reason: string): Preset {
  const known = [base, before].map(of => new Map(figuresOf(of).map(figure => [figure.path, figure] as const)))
  const sourced = sourcedPaths(preset)
  const sources = figuresOf(preset).flatMap(({ path, value, source }) => {
    if (source === null || !sourced.includes(path)) return []
    const same = known.map(figures => figures.get(path)).find(figure => figure?.value === value)
    return [[path, same?.source ?? said.clinicSource(reason)] as const]
  })
  return { ...preset, sources: Object.fromEntries(sources) }
}

/** A preset's name where space is short; one of the clinic says so, with its version. */
export function presetName({ label, version, clinic }: Pick<Preset, 'label' | 'version' | 'clinic'>): string {
  return clinic ? said.name(label, version) : label
}
