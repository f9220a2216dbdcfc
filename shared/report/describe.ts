import { type AlarmId, isLimitAlarm } from '../alarm/ids.ts'
import type { Limits } from '../limits.ts'
import type { NibpReading } from '../reading.ts'
import { newestRemsForm, remsForms } from '../session/rems.ts'
import { scaleIds, scales } from '../session/scales.ts'
import type { SessionEvent } from '../session/types.ts'
import { words } from '../text/en.ts'
import type { LogEntry, SystemEvent } from '../views.ts'
import { vitals } from '../vitals.ts'
import type { Acknowledgement } from './episodes.ts'
import type { AlarmEpisode } from './model.ts'
import { duration } from './times.ts'

/** 'Systolic high 184 ≥ 180 mmHg', or the technical alarm and what failed. */
export function describeAlarm(episode: AlarmEpisode, limits: Limits): string {
  const name = words.alarms[episode.alarm]
  const level = describeLevel(episode.alarm, episode.valueAtStart, episode.limitAtStart, limits)
  if (level) return `${name} ${level}`
  return episode.detail ? `${name}: ${episode.detail}` : name
}

/** '184 ≥ 180 mmHg', '+51 ≥ +40 mmHg'; empty for technical alarms. */
export function describeLevel(
  alarm: AlarmId,
  value: number | null,
  limit: number | null,
  limits: Limits,
): string {
  if (!isLimitAlarm(alarm) || value === null || limit === null) return ''
  const { side, parameter, reference } = limits[alarm]
  const plus = reference === 'rise' ? '+' : ''
  return `${plus}${toWhole(value)} ${side === 'high' ? '≥' : '<'} ${plus}${limit} ${vitals[parameter].unit}`
}

/** '186', '+59' for a rise; null for technical alarms. */
export function describeWorst(
  { alarm, worst }: Pick<AlarmEpisode, 'alarm' | 'worst'>,
  limits: Limits,
): string | null {
  if (!isLimitAlarm(alarm) || worst === null) return null
  return `${limits[alarm].reference === 'rise' ? '+' : ''}${toWhole(worst)}`
}

/** A rise counts from an unrounded baseline: 39.5 must not be printed as a 40 that did not alarm. */
function toWhole(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1)
}

/** 'Dr Who after 35 s; Nurse A after 4 min 2 s', or 'not acknowledged'. */
export function describeAcknowledgements(episode: AlarmEpisode): string {
  if (episode.acknowledgements.length === 0) return 'not acknowledged'
  return episode.acknowledgements
    .map(({ by, afterS, reason, breakGlass, sawOther }) => {
      const why = [breakGlass ? words.breakGlass : '', reason ?? ''].filter(Boolean).join(': ')
      const said = [why, describeSeen(sawOther)].filter(Boolean).join('; ')
      return `${by} after ${duration(afterS * 1000)}${said ? ` (${said})` : ''}`
    })
    .join('; ')
}

/** 'seen: HIGH 186'; '' where what was acknowledged is what was seen. */
export function describeSeen(seen: Acknowledgement['sawOther']): string {
  if (seen === undefined) return ''
  return words.sawOther(words.priorities[seen.priority], seen.value === null ? '' : toWhole(seen.value))
}

/** What stands beside a cuff reading: where it came from, and what is odd about it. */
export function describeCuffNotes(reading: NibpReading): string {
  const { source, validity, flags, error, existing } = reading
  return [
    source.origin === 'device' ? '' : words.origins[source.origin],
    source.origin === 'manual' ? `by ${source.id}` : '',
    existing ? 'taken before the session' : '',
    words.validity[validity],
    flags.map(flag => words.flags[flag]).join(', '),
    error ?? '',
  ]
    .filter(part => part !== '')
    .join('; ')
}

/** A session event in words, or null for those that stand elsewhere in the report. */
export function describeEvent({ entry }: LogEntry): string | null {
  if (entry.event === 'system') return describeNote(entry)
  if (entry.event !== 'session') return null
  const get = (name: string) => {
    const value = entry[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  const by = entry.by ? ` by ${entry.by}` : ''
  const because = get('reason') ? ` (${get('reason')})` : ''
  switch (entry.kind) {
    case 'opened':
      return `Session opened${by}`
    case 'closed':
      return `Session closed${by}${because}`
    case 'phase':
      return `Phase: ${lookUp(words.phases, get('phase'))}${by}${because}`
    case 'mark': {
      return `${[lookUp(words.marks, get('mark')), get('severity'), get('text')].filter(part => part !== '').join(', ')}${by}`
    }
    case 'markWithdrawn':
      return `Mark withdrawn: ${lookUp(words.marks, get('mark'))}${by}`
    case 'gate':
      return describeGate(entry, by, because)
    case 'gateOverride':
      return `Let pass before dosing: ${list(entry['findings'], words.findings)}${by}${get('second') ? `, signed too by ${get('second')}` : ''}${because}`
    case 'identity':
      return `Two identifiers of the patient compared${by}`
    case 'preDose':
      return describePreDose(entry, by)
    case 'limit':
      return `Limit changed: ${lookUp(words.alarms, get('alarm'))} ${lookUp(words.priorities, get('priority'))} from ${get('before')} to ${get('after')}${by}${because}`
    case 'audio':
      return `${lookUp(words.audio, get('state'))}${because || cause(get('cause'))}${by}`
    case 'alarms':
      return `${lookUp(words.inactivation, get('state'))}${of(get('parameter'))}${because || cause(get('cause'))}${by}`
    case 'escalation':
      return `${lookUp(words.alarms, get('alarm'))} unanswered: ${lookUp(words.escalations, get('stage'))}`
    case 'scale': {
      const id = scaleIds.find(known => known === get('scale'))
      return `${id ? scales[id].label : get('scale')} ${get('total')}${by}`
    }
    case 'check':
      return get('check') === ''
        ? `${lookUp(words.confirmations, get('item'))}${get('text') ? `: ${get('text')}` : ''}${by}`
        : `Discharge ${get('check')} (${lookUp(words.checks, get('check'))}) overridden${because}${by}`
    case 'handOver':
      return `Handed over to ${get('to')}${get('text') ? `: ${get('text')}` : ''}${by}`
    case 'rems':
      return `REMS field sheet, ${describeAnswers(entry)}${by}`
    case 'sites':
      return `Cuff: ${lookUp(words.sites, get('cuff'))}, sensor: ${lookUp(words.sites, get('sensor'))}${by}`
    case 'nibp':
      return describeCuff(entry, by, because)
    case 'infusion':
      return `Dosing ${get('state')}${by}${because}`
    case 'manual':
      return `Manual reading${by}`
    case 'extra':
      return get('state') === 'ended'
        ? 'Extra blood pressure readings ended: two in a row clear'
        : `Extra blood pressure readings every ${get('everyMin')} min`
    case 'signed':
      return `Signed (${lookUp(words.meanings, get('meaning'))})${by}`
    case 'amended':
      return `Amended: ${lookUp(words.amendables, get('field'))}${get('doseId') ? ` of ${get('doseId')}` : ''} from ${get('before') || 'nothing'} to ${get('after')}; signatures before are void${by}${because}`
    case 'gap':
      return get('state') === 'confirmed' ? `Gap confirmed${by}` : `Vigil did not run for ${get('lengthS')} s`
    case 'clock':
      return `The computer's clock was stepped by ${get('stepMs')} ms`
    case 'report':
      return `Report (${get('format')}${entry['pseudonymised'] === true ? ', pseudonymised' : ''}) made${by}`
    default:
      return null
  }
}

/** What was done with the session in this installation, or null. */
function describeNote({ kind, by, format, imported }: SystemEvent): string | null {
  const who = by ? ` by ${by}` : ''
  if (kind === 'export') return `Report (${format ?? ''}) made${who}`
  return kind === 'import' && imported
    ? `Imported from another installation${who}, file ${imported.file}, SHA-256 ${imported.digest}`
    : null
}

/** 'Sedation: yes; Dissociation: taken back' */
function describeAnswers({ form, answers }: SessionEvent): string {
  const items = remsForms.find(({ version }) => version === form)?.items ?? newestRemsForm.items
  return Object.entries(typeof answers === 'object' && answers !== null ? answers : {})
    .map(([id, value]) => {
      const label = items.find(item => item.id === id)?.label ?? id
      const said = value === null ? 'taken back' : value === true ? 'yes' : value === false ? 'no' : value
      return `${label}: ${String(said)}`
    })
    .join('; ')
}

function describeCuff({ state, everyMin, cause: why }: SessionEvent, by: string, because: string) {
  switch (state) {
    case 'startNibp':
      return why === 'cycle' ? 'Cuff started by its interval' : `Cuff started${by}`
    case 'stopNibp':
      return `Cuff stopped${by}`
    case 'cycle':
      return everyMin === null ? `BP only when started by hand${by}` : `BP every ${String(everyMin)} min${by}`
    case 'cycleFailed':
      return `Cuff not started by its interval${because}`
    default:
      return null
  }
}

function cause(key: string): string {
  const known = lookUp(words.inactivationCauses, key)
  return known === '' || key === 'person' || key === 'timer' ? '' : ` (${known})`
}

/** ' of SpO2' */
function of(parameter: string): string {
  const label = Object.entries(vitals).find(([id]) => id === parameter)?.[1].label
  return label === undefined ? '' : ` of ${label}`
}

/** What stood against dosing when it was started, or an action that was refused. */
function describeGate(entry: SessionEvent, by: string, because: string): string {
  const { findings, refused } = entry
  if (typeof refused === 'string') return `Refused${by}: ${refused}`
  return `Dosing started${by} although: ${list(findings, words.findings)}${because}`
}

function describePreDose({ clear, present, text }: SessionEvent, by: string): string {
  const parts = [
    ['clear', list(clear, words.preDose)],
    ['present', list(present, words.preDose)],
  ].flatMap(([what, items]) => (items ? [`${what}: ${items}`] : []))
  return `Before dosing, ${parts.join('; ')}${typeof text === 'string' ? ` (${text})` : ''}${by}`
}

function list(ids: unknown, table: Readonly<Record<string, string>>): string {
  return Array.isArray(ids) ? ids.map(id => lookUp(table, String(id))).join('; ') : ''
}

/** The word for what a record says, or what it says where this version has no word for it. */
function lookUp(table: Readonly<Record<string, string>>, key: string): string {
  return (Object.hasOwn(table, key) ? table[key] : undefined) ?? key
}
