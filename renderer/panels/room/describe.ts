import { isLimitAlarm, type Priority } from '../../../shared/alarm/ids.ts'
import type { AlarmEvent } from '../../../shared/alarm/types.ts'
import type { NibpReading } from '../../../shared/reading.ts'
import { describeSeen } from '../../../shared/report/describe.ts'
import { sawOtherThan } from '../../../shared/report/episodes.ts'
import { scaleIds, scales } from '../../../shared/session/scales.ts'
import type { Phase, SessionEvent } from '../../../shared/session/types.ts'
import { words as shared } from '../../../shared/text/en.ts'
import type { LogEntry, SystemEvent } from '../../../shared/views.ts'
import { type VitalId, vitals } from '../../../shared/vitals.ts'
import { text } from '../../text/en.ts'

const { room } = text
const words = room.events

/** An event of the record in a few words for the list; null for what a nurse need not read there. */
export function describeEvent({ entry }: LogEntry): string | null {
  if (entry.event === 'alarm') return withPerson(describeAlarm(entry), entry.by)
  if (entry.event === 'system') {
    const noted = describeNote(entry)
    return noted === null ? null : withPerson(noted, entry.by)
  }
  const said = describeSession(entry)
  return said === null ? null : withPerson(said, entry.by)
}

/** A cuff measurement, good or failed. */
export function describePressure(reading: NibpReading): string {
  const { systolic, diastolic, mean, status, error } = reading
  if (status === 'failed' || systolic === null || diastolic === null)
    return words.pressureFailed(error ?? room.noValue)
  const said = words.pressure(`${systolic}/${diastolic}`, mean === null ? '' : String(Math.round(mean)))
  return reading.validity === 'invalid' ? words.pressureFailed(room.tiles.implausible) : said
}

/** What was done with a session in this installation. */
function describeNote({ kind, format, imported }: SystemEvent): string | null {
  if (kind === 'export' && format !== undefined) return words.report(format.toUpperCase())
  return kind === 'import' && imported ? words.imported(imported.file) : null
}

function describeAlarm(event: AlarmEvent): string {
  const isShown = isLimitAlarm(event.alarm) && event.value !== null
  const value = isShown ? String(Math.round(event.value ?? 0)) : event.detail
  const subject = [room.priorityMarks[event.priority], room.names[event.alarm], value]
    .filter(Boolean)
    .join(' ')
  const seen = describeSeen(sawOtherThan(event))
  const how = [
    words.alarm[event.transition],
    event.breakGlass && `(${shared.breakGlass})`,
    seen && `(${seen})`,
  ]
  return `${subject}: ${how.filter(Boolean).join(' ')}`
}

function describeSession(event: SessionEvent): string | null {
  const at = (name: string) => say(event[name])
  switch (event.kind) {
    case 'opened':
      return words.opened
    case 'closed':
      return withReason(words.closed, at('reason'))
    case 'phase':
      return words.phase(lookUp(room.phases, at('phase') as Phase))
    case 'dose':
      return at('device') === ''
        ? words.dose(at('mg'), at('drug'))
        : words.device(at('device'), at('mg'), at('drug'))
    case 'mark':
      return [describeMark(event), at('severity'), at('text')].filter(Boolean).join(' ')
    case 'markWithdrawn':
      return words.withdrawn(lookUp(room.marks, at('mark')))
    case 'manual':
      return words.manual(describeManual(event))
    case 'limit':
      return words.limit(
        lookUp(room.names, at('alarm')),
        room.priorities[at('priority') as Priority] ?? '',
        at('before'),
        at('after'),
      )
    case 'baseline':
      return withReason(words.baseline(round(event['systolic']), round(event['diastolic'])), at('reason'))
    case 'gate':
      return describeGate(event)
    case 'gateOverride':
      return withReason(words.gateOverride(listWords(event['findings'], words.findings)), at('reason'))
    case 'identity':
      return words.identity
    case 'preDose':
      return describePreDose(event)
    case 'due':
      return words.due(at('label'))
    case 'measured':
      return describeMeasured(event)
    case 'extra':
      return at('state') === 'ended' ? words.extra.ended : words.extra.begun(at('everyMin'))
    case 'missed':
      return words.missed(at('label'))
    case 'audio':
      return withReason(lookUp(shared.audio, at('state')), at('reason'))
    case 'alarms': {
      const parameter = at('parameter')
      const of = isVital(parameter) ? `: ${vitals[parameter].label}` : ''
      return withReason(`${lookUp(shared.inactivation, at('state'))}${of}`, at('reason'))
    }
    case 'escalation':
      return `${lookUp(room.names, at('alarm'))}: ${lookUp(shared.escalations, at('stage'))}`
    case 'sites':
      return words.sites(
        lookUp(shared.sites, at('cuff')),
        lookUp(shared.sites, at('sensor')),
        lookUp(shared.cuffSizes, at('cuffSize')),
      )
    case 'scale': {
      const id = scaleIds.find(known => known === at('scale'))
      return `${id ? scales[id].label : at('scale')} ${at('total')}`
    }
    case 'check':
      return at('check') === ''
        ? [lookUp(shared.confirmations, at('item')), at('text')].filter(Boolean).join(': ')
        : withReason(words.overridden(`${at('check')} ${lookUp(shared.checks, at('check'))}`), at('reason'))
    case 'handOver':
      return withReason(words.handedOver(at('to')), at('text'))
    case 'rems':
      return words.rems(Object.keys(event['answers'] ?? {}).length)
    case 'sound':
      return null
    case 'infusion':
      return withReason(describeInfusion(event), at('reason'))
    case 'link':
      return withReason(words.link(at('state')), at('detail'))
    case 'device':
      if (at('state') === 'clockOff') return words.monitorClock(Number(event['offsetS']))
      return words.monitor(lookUp(room.why, at('state')) || at('state'))
    case 'nibp':
      // The reading itself stands in the list; that the cuff inflates is seen in its tile.
      return describeCuff(event)
    case 'signed':
      return words.signed(lookUp(shared.meanings, at('meaning')))
    case 'amended':
      return withReason(
        words.amended(lookUp(shared.amendables, at('field')), at('before'), at('after')),
        at('reason'),
      )
    case 'gap':
      return at('state') === 'confirmed' ? words.gapConfirmed : words.gap(at('lengthS'))
    case 'clock':
      return words.clock((Number(event['stepMs']) / 1000).toFixed(1))
    case 'report':
      return words.report(at('format').toUpperCase())
  }
}

function describeMark(event: SessionEvent): string {
  const mark = lookUp(room.marks, say(event['mark']))
  const seq = say(event['seq'])
  return seq === '' ? mark : words.markOf(mark, seq)
}

function describeInfusion(event: SessionEvent): string {
  const mg = say(event['givenMg'])
  const state = words.infusion(say(event['state']))
  return mg === '' ? state : `${state}, ${words.given(mg)}`
}

function isVital(id: string): id is VitalId {
  return Object.hasOwn(vitals, id)
}

function describeGate(event: SessionEvent): string {
  const refused = say(event['refused'])
  if (refused !== '') return words.refused(refused)
  return withReason(words.gate(listWords(event['findings'], words.findings)), say(event['reason']))
}

function describePreDose(event: SessionEvent): string {
  const present = listWords(event['present'], shared.preDose)
  if (present !== '') return withReason(words.preDosePresent(present), say(event['text']))
  return words.preDoseClear(Array.isArray(event['clear']) ? event['clear'].length : 0)
}

function listWords(ids: unknown, table: Readonly<Record<string, string>>): string {
  return Array.isArray(ids) ? ids.map(id => lookUp(table, String(id))).join(', ') : ''
}

function describeCuff(event: SessionEvent): string | null {
  switch (event['state']) {
    case 'startNibp':
      return event['cause'] === 'cycle' ? words.cuffByInterval : words.cuffStarted
    case 'stopNibp':
      return words.cuffStopped
    case 'cycle':
      return event['everyMin'] === null ? words.cuffByHand : words.cuffEvery(say(event['everyMin']))
    case 'cycleFailed':
      return withReason(words.cuffNotStarted, say(event['reason']))
    default:
      return null
  }
}

function describeMeasured(event: SessionEvent): string {
  const label = say(event['label'])
  const status = say(event['status'])
  if (status === 'excused') return withReason(words.excused(label), say(event['reason']))
  return words.measured[status === 'late' ? 'late' : 'done'](label)
}

function describeManual(event: SessionEvent): string {
  const at = (name: string) => say(event[name])
  const pressure = at('systolic') === '' ? '' : `BP ${at('systolic')}/${at('diastolic')}`
  const spo2 = at('spo2') === '' ? '' : `${room.tiles.spo2} ${at('spo2')} %`
  const pulse = at('pulseRate') === '' ? '' : `${room.tiles.pulse} ${at('pulseRate')}`
  return [pressure, spo2, pulse].filter(Boolean).join(' ')
}

/** A word of the catalogue, or the record's own word where the catalogue has none. */
function lookUp(catalogue: Readonly<Record<string, string>>, key: string): string {
  return (Object.hasOwn(catalogue, key) ? catalogue[key] : undefined) ?? key
}

function say(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function round(value: unknown): string {
  return typeof value === 'number' ? String(Math.round(value)) : '--'
}

function withReason(said: string, reason: string): string {
  return reason === '' ? said : `${said} (${reason})`
}

function withPerson(said: string, by: string | undefined): string {
  return by ? `${said} ${words.by(by)}` : said
}
