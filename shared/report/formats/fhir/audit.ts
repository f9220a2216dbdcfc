import { say } from '../../../record/index.ts'
import type { LogEntry } from '../../../views.ts'
import type { ReportWords } from '../../../words/report.ts'
import { alarmThing } from './alarms.ts'
import { localSystem } from './codes.ts'
import { aboutPatient, type Context, notes, PATIENT, VIGIL } from './context.ts'
import type { AuditEvent, Communication, Reference } from './types.ts'

interface Audited {
  readonly code: string
  readonly display: string
  readonly action: AuditEvent['action']
  readonly text: string | null
  readonly on: Reference
}

/** Who did what to alarms and limits, and who made a report: one for each. */
export function makeAuditEvents(context: Context, words: ReportWords): readonly AuditEvent[] {
  return [...context.report.alarmLog, ...context.report.events].flatMap(logged => {
    const audited = readEntry(context, logged, words)
    const by = 'by' in logged.entry ? logged.entry.by : undefined
    if (audited === null || by === undefined) return []
    return [
      {
        resourceType: 'AuditEvent',
        id: context.id(`act/${logged.seq}`),
        ...context.meta([]),
        type: { system: localSystem('act'), code: audited.code, display: audited.display },
        action: audited.action,
        recorded: context.time(logged.at),
        outcome: '0',
        ...(audited.text === null ? {} : { outcomeDesc: audited.text }),
        agent: [{ who: context.person(by), requestor: true }],
        source: { observer: context.refer(VIGIL) },
        entity: [{ what: audited.on }],
      },
    ]
  })
}

function readEntry(context: Context, logged: LogEntry, words: ReportWords): Audited | null {
  const { entry, seq } = logged
  const { acts } = words.report.formats.fhir
  const on = context.refer(PATIENT)
  if (entry.event === 'alarm') {
    if (entry.transition !== 'acknowledged' && entry.transition !== 'reset') return null
    const episode = context.report.alarms.find(({ seqs }) => seqs.includes(seq))
    return {
      code: 'acknowledge',
      display: acts.acknowledge,
      action: 'E',
      text: [words.alarms[entry.alarm], context.typed(entry.reason)].filter(Boolean).join(': '),
      on: episode ? context.refer(alarmThing(episode)) : on,
    }
  }
  const text = say(entry, words)
  switch (entry.kind) {
    case 'limit':
      return { code: 'change-limit', display: acts.limit, action: 'U', text, on }
    case 'audio':
      return { code: 'audio', display: acts.audio, action: 'E', text, on }
    case 'alarms':
      return { code: 'alarms', display: acts.alarms, action: 'E', text, on }
    case 'export':
      return { code: 'report', display: acts.report, action: 'R', text, on }
    default:
      return null
  }
}

/** Alarms that nobody had answered, and who was told. */
export function makeEscalations(context: Context, words: ReportWords): readonly Communication[] {
  return context.report.events.flatMap(logged => {
    const { entry, at, seq } = logged
    const text = say(entry, words)
    if (entry.event !== 'session' || entry.kind !== 'escalation' || text === null) return []
    const episode = context.report.alarms.findLast(
      ({ alarm, start }) => alarm === entry.alarm && start.monoMs <= at.monoMs,
    )
    return [
      {
        resourceType: 'Communication',
        id: context.id(`escalation/${seq}`),
        ...context.meta([]),
        status: 'completed',
        ...aboutPatient(context),
        ...(episode ? { about: [context.refer(alarmThing(episode))] } : {}),
        sent: context.time(at),
        sender: context.refer(VIGIL),
        payload: [{ contentString: text }],
        ...notes([words.report.formats.fhir.acts.toldBy]),
      },
    ]
  })
}
