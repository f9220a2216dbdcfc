import { limitAlarmIds, type Priority, priorities } from '../../../shared/alarm/ids.ts'
import { editableRanges } from '../../../shared/limit-ranges.ts'
import { farOf, type LimitTable } from '../../../shared/limits.ts'
import { ceilingOf } from '../../../shared/presets/ceiling.ts'
import type { DueRule, Preset } from '../../../shared/presets/preset.ts'
import { delayRangesS, farRanges } from '../../../shared/presets/ranges.ts'
import { sayKept, text } from '../../text/text.ts'
import { readNumber } from '../fields/fields.tsx'
import { phaseFields, readPhases, readTrends, trendFields } from './edit-more.ts'

/* The figures of a preset as text of a form, and back. What they may be is decided by the core's schema alone. */

export interface Edits {
  /** By field: 'label', 'due.M2.fromMin', 'limits.spo2-low.medium.limit' … */
  readonly fields: Readonly<Record<string, string>>
  readonly dueIds: readonly string[]
}

export const levelKey = (alarm: string, priority: Priority, what: 'limit' | 'delay') =>
  `limits.${alarm}.${priority}.${what}`

/** The figures of what is far beyond HIGH (AR-19): points, then seconds. */
export const farKey = (alarm: string, index: number) => `limits.${alarm}.far.${index}`

export function startEdits(preset: Preset): Edits {
  const fields: Record<string, string> = {
    label: sayKept(preset.label),
    dose: String(doseFigure(preset)),
    ceiling: String(ceilingFigure(preset)),
    assessmentAfterMin: String(preset.assessmentAfterMin),
    dischargeAfterMin: String(preset.dischargeAfterMin),
    restMin: String(preset.devices?.restMin ?? ''),
    holdMin: String(preset.holdMin ?? ''),
  }
  for (const rule of preset.due) Object.assign(fields, fieldsOf(rule))
  for (const alarm of limitAlarmIds) {
    farOf(preset.limits, alarm)?.forEach((figure, index) => {
      fields[farKey(alarm, index)] = String(figure)
    })
    for (const priority of priorities) {
      const level = preset.limits[alarm].levels[priority]
      if (!level) continue
      fields[levelKey(alarm, priority, 'limit')] = String(level[0])
      fields[levelKey(alarm, priority, 'delay')] = String(level[1])
    }
  }
  Object.assign(fields, trendFields(preset), phaseFields(preset))
  return { fields, dueIds: preset.due.map(({ id }) => id) }
}

const doseFigure = ({ dose }: Preset) =>
  'mg' in dose ? dose.mg : 'mgPerKg' in dose ? dose.mgPerKg : dose.simulatedMg

function ceilingFigure(preset: Preset): number {
  const ceiling = ceilingOf(preset)
  return 'mg' in ceiling ? ceiling.mg : ceiling.mgPerKg
}

/** A figure that came with a skeleton has been settled in this form. */
export const settledKey = (path: string) => `settled.${path}`

function readDose({ dose }: Preset, figure: number): Preset['dose'] {
  if ('mg' in dose) return { mg: figure }
  return 'mgPerKg' in dose ? { mgPerKg: figure } : { simulatedMg: figure }
}

function fieldsOf(rule: DueRule): Record<string, string> {
  const { id, label, targetMin, fromMin, toMin } = rule
  return {
    [`due.${id}.label`]: sayKept(label),
    [`due.${id}.class`]: rule.class,
    [`due.${id}.targetMin`]: String(targetMin),
    [`due.${id}.fromMin`]: String(fromMin),
    [`due.${id}.toMin`]: String(toMin),
  }
}

export function setField(edits: Edits, field: string, value: string): Edits {
  return { ...edits, fields: { ...edits.fields, [field]: value } }
}

export function removeRule(edits: Edits, id: string): Edits {
  return { ...edits, dueIds: edits.dueIds.filter(known => known !== id) }
}

/** A further measurement, from T0, for the person to fill in. Its id was never another's, in this form or before. */
export function addRule(edits: Edits, preset: Preset): Edits {
  const used = [...edits.dueIds, ...preset.due.map(({ id }) => id)].map(
    id => Number.parseInt(id.slice(1), 10) || 0,
  )
  const id = `M${Math.max(...used) + 1}`
  const rule = {
    ...fieldsOf({
      id,
      label: text.presets.sheets.newRule,
      class: 'recommended',
      anchor: 't0',
      targetMin: 0,
      fromMin: 0,
      toMin: 0,
    }),
    [`due.${id}.targetMin`]: '',
    [`due.${id}.fromMin`]: '',
    [`due.${id}.toMin`]: '',
  }
  return { fields: { ...edits.fields, ...rule }, dueIds: [...edits.dueIds, id] }
}

/** @throws Error naming the field that holds no number */
export function readEdits(preset: Preset, { fields, dueIds }: Edits): Preset {
  const words = text.presets.sheets
  const number = (label: string, field: string): number => {
    const value = readNumber(label, fields[field] ?? '')
    if (value === undefined) throw new Error(text.common.wrong.number(label))
    return value
  }
  const due = dueIds.map((id): DueRule => {
    const known = preset.due.find(rule => rule.id === id)
    return {
      ...(known ?? { id, anchor: 't0' as const }),
      label: readLabel(fields[`due.${id}.label`], known?.label),
      class: fields[`due.${id}.class`] === 'required' ? 'required' : 'recommended',
      targetMin: number(words.target(id), `due.${id}.targetMin`),
      fromMin: number(words.from(id), `due.${id}.fromMin`),
      toMin: number(words.to(id), `due.${id}.toMin`),
    }
  })
  const limits = { ...preset.limits }
  for (const alarm of limitAlarmIds) limits[alarm] = readRow(preset.limits, alarm, number)
  const { toComplete = [], trendAlarms: _trends, phaseLimits: _phases, ...rest } = preset
  const open = toComplete.filter(path => fields[settledKey(path)] !== 'yes')
  const inMg = 'mg' in ceilingOf(preset)
  const most = number(words.ceiling(inMg ? 'mg' : 'mg/kg'), 'ceiling')
  return {
    ...rest,
    ...(open.length === 0 ? {} : { toComplete: open }),
    dose: readDose(preset, number(words.dose, 'dose')),
    ceiling: inMg ? { mg: most } : { mgPerKg: most },
    label: readLabel(fields['label'], preset.label),
    assessmentAfterMin: number(words.assessment, 'assessmentAfterMin'),
    dischargeAfterMin: number(words.discharge, 'dischargeAfterMin'),
    ...(preset.devices ? { devices: { ...preset.devices, restMin: number(words.restMin, 'restMin') } } : {}),
    ...(preset.holdMin === undefined ? {} : { holdMin: number(words.holdMin, 'holdMin') }),
    due,
    limits,
    ...readTrends(fields),
    ...readPhases(fields),
  }
}

/** What nobody has put otherwise stays as it is kept, in whatever language it was shown. */
function readLabel(typed = '', kept: string | undefined): string {
  const label = typed.trim()
  return kept !== undefined && label === sayKept(kept) ? kept : label
}

function readRow(
  limits: LimitTable,
  alarm: keyof LimitTable,
  number: (label: string, field: string) => number,
): LimitTable[keyof LimitTable] {
  const words = text.presets.sheets
  const row = limits[alarm]
  const levels = { ...row.levels }
  for (const priority of priorities) {
    const level = levels[priority]
    if (!level) continue
    const name = levelName(alarm, priority)
    const read = (what: 'limit' | 'delay') => number(words[what](name), levelKey(alarm, priority, what))
    levels[priority] = [
      editableRanges[alarm]?.[priority] ? read('limit') : level[0],
      delayRangesS[alarm]?.[priority] ? read('delay') : level[1],
    ]
  }
  if (!farRanges[alarm]) return { ...row, levels }
  const name = text.room.names[alarm]
  const far = [
    number(words.farPoints(name), farKey(alarm, 0)),
    number(words.farFor(name), farKey(alarm, 1)),
  ] as const
  return { ...row, levels, far }
}

export function levelName(alarm: keyof LimitTable, priority: Priority): string {
  return `${text.room.names[alarm]}, ${text.room.priorities[priority]}`
}
