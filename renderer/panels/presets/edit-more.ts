import { limitAlarmIds, priorities, trendAlarmIds } from '../../../shared/alarm/ids.ts'
import { editableRanges } from '../../../shared/limit-ranges.ts'
import { limitPhases, type PhaseLimits, type Preset } from '../../../shared/presets/preset.ts'
import { words as shared, text } from '../../text/text.ts'
import { readNumber } from '../fields/fields.tsx'

/* What a preset may have and need not: trend alarms and limits by phase, as text of a form, and back. */

type Fields = Readonly<Record<string, string>>

export const trendKey = (alarm: string) => `trends.${alarm}`
export const phaseKey = (phase: string, alarm: string, priority: string) =>
  `phaseLimits.${phase}.${alarm}.${priority}`

/** Every level that a preset may set by phase. */
export const phaseLevels = limitAlarmIds.flatMap(alarm =>
  priorities.flatMap(priority => {
    const range = editableRanges[alarm]?.[priority]
    return range ? [{ alarm, priority, range }] : []
  }),
)

export function phaseLevelName({
  alarm,
  priority,
}: Pick<(typeof phaseLevels)[number], 'alarm' | 'priority'>) {
  return `${text.room.names[alarm]}, ${text.room.priorities[priority]}`
}

export function trendFields({ trendAlarms = [] }: Preset): Fields {
  return Object.fromEntries(
    trendAlarmIds.map(alarm => [trendKey(alarm), trendAlarms.includes(alarm) ? 'on' : 'off']),
  )
}

/** Empty where the preset has none. */
export function phaseFields({ phaseLimits = {} }: Preset): Fields {
  return Object.fromEntries(
    limitPhases.flatMap(phase =>
      phaseLevels.map(({ alarm, priority }) => [
        phaseKey(phase, alarm, priority),
        String(phaseLimits[phase]?.[alarm]?.[priority] ?? ''),
      ]),
    ),
  )
}

export function readTrends(fields: Fields): Pick<Preset, 'trendAlarms'> {
  const trendAlarms = trendAlarmIds.filter(alarm => fields[trendKey(alarm)] === 'on')
  return trendAlarms.length === 0 ? {} : { trendAlarms }
}

/** @throws Error naming the field that holds no number */
export function readPhases(fields: Fields): Pick<Preset, 'phaseLimits'> {
  const phases = limitPhases.flatMap(phase => {
    const own: Record<string, Record<string, number>> = {}
    for (const { alarm, priority } of phaseLevels) {
      const label = shared.presets.phaseLimit(
        phaseLevelName({ alarm, priority }),
        shared.record.limits.phases[phase],
      )
      const limit = readNumber(label, fields[phaseKey(phase, alarm, priority)] ?? '')
      if (limit !== undefined) own[alarm] = { ...own[alarm], [priority]: limit }
    }
    return Object.keys(own).length === 0 ? [] : [[phase, own as PhaseLimits] as const]
  })
  return phases.length === 0 ? {} : { phaseLimits: Object.fromEntries(phases) }
}
