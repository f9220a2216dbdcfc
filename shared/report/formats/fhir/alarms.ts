import type { Priority } from '../../../alarm/ids.ts'
import { nameCause } from '../../../words/names.ts'
import type { ReportWords } from '../../../words/report.ts'
import { describeAlarm, describeSeen, describeWorst } from '../../describe-alarm.ts'
import type { AlarmEpisode } from '../../model.ts'
import { local } from './codes.ts'
import { type Context, PATIENT, readingThing, VIGIL } from './context.ts'
import { triggersOf } from './streams.ts'
import type { DetectedIssue } from './types.ts'
import { isPreliminary, statusAt } from './whose.ts'

const severities = { high: 'high', medium: 'moderate', low: 'low' } as const satisfies Record<
  Priority,
  string
>

/** R4 has no alarm: an alarm is an issue that Vigil has detected, and what people did about it is its mitigation. */
export function makeAlarms(context: Context, words: ReportWords): readonly DetectedIssue[] {
  return context.report.alarms.map(episode => makeAlarm(context, episode, words))
}

export function alarmThing({ alarm, seqs }: AlarmEpisode): string {
  return `alarm/${alarm}/${seqs[0] ?? 0}`
}

function makeAlarm(context: Context, episode: AlarmEpisode, words: ReportWords): DetectedIssue {
  const triggers = triggersOf(context, episode)
  const { alarm, priority, start, end, acknowledgements } = episode
  return {
    resourceType: 'DetectedIssue',
    id: context.id(alarmThing(episode)),
    ...context.meta([]),
    status: statusOf(context, episode),
    code: local('alarm', alarm, words.alarms[alarm]),
    severity: severities[priority],
    patient: context.refer(PATIENT),
    identifiedPeriod: { start: context.time(start), ...(end ? { end: context.time(end) } : {}) },
    author: context.refer(VIGIL),
    ...(triggers.length > 0
      ? { evidence: [{ detail: triggers.map(reading => context.refer(readingThing(reading))) }] }
      : {}),
    detail: describe(context, episode, words),
    ...(acknowledgements.length > 0
      ? {
          mitigation: acknowledgements.map(({ by, at, reason, breakGlass, unidentified, sawOther }) => {
            const why = context.typed(reason ?? undefined)
            const how = [breakGlass && words.breakGlass, unidentified && words.unidentified]
            const { acts } = words.report.formats.fhir
            const text = [acts.acknowledged, ...how, why, describeSeen(sawOther, words)]
              .filter(Boolean)
              .join(', ')
            const action = { ...local('act', 'acknowledge', acts.acknowledge), text }
            return { action, date: context.time(at), author: context.person(by) }
          }),
        }
      : {}),
  }
}

function statusOf(context: Context, { start, end, doubt }: AlarmEpisode): DetectedIssue['status'] {
  // All of it was another patient's.
  if (doubt === 'otherPatient' && statusAt(context, start) === 'entered-in-error') return 'entered-in-error'
  return end && doubt !== 'patientUnconfirmed' && !isPreliminary(context, start) ? 'final' : 'preliminary'
}

function describe({ report }: Context, episode: AlarmEpisode, words: ReportWords): string {
  const worst = describeWorst(episode, report.limits)
  const { alarms: said } = words.report.formats.fhir
  const { alarms: table } = words.report.tables
  return [
    describeAlarm(episode, report.limits, words),
    worst === null ? '' : said.worst(worst),
    episode.reAlarms > 0 ? said.again(episode.reAlarms) : '',
    episode.latched ? table.latched : '',
    episode.endCause === null ? '' : said.endedBy(nameCause(episode.endCause, words)),
    episode.doubt ? words.flags[episode.doubt] : '',
    episode.withheld ? table.notShown(words.withheld[episode.withheld]) : '',
  ]
    .filter(part => part !== '')
    .join('; ')
}
