import { isLimitAlarm } from '../alarm/ids.ts'
import type { NibpReading } from '../reading.ts'
import { words } from '../text/en.ts'
import type { LogEntry } from '../views.ts'
import { vitals } from '../vitals.ts'
import type { AlarmEpisode, Report } from './model.ts'
import { duration } from './times.ts'

/** '184 >= 180 mmHg', or what failed. */
export function describeCause(episode: AlarmEpisode, report: Pick<Report, 'limits'>): string {
  if (!isLimitAlarm(episode.alarm) || episode.valueAtStart === null || episode.limitAtStart === null)
    return episode.detail ?? ''
  const { side, parameter, reference } = report.limits[episode.alarm]
  const plus = reference === 'rise' ? '+' : ''
  return `${plus}${Math.round(episode.valueAtStart)} ${side === 'high' ? '>=' : '<'} ${episode.limitAtStart} ${vitals[parameter].unit}`
}

/** 'Dr Who after 35 s; Nurse A after 4 min 2 s', or 'not acknowledged'. */
export function describeAcknowledgements(episode: AlarmEpisode): string {
  if (episode.acknowledgements.length === 0) return 'not acknowledged'
  return episode.acknowledgements.map(({ by, afterS }) => `${by} after ${duration(afterS * 1000)}`).join('; ')
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
      return `Phase: ${words.phases[get('phase') as keyof typeof words.phases] ?? get('phase')}`
    case 'mark': {
      const mark = words.marks[get('mark') as keyof typeof words.marks] ?? get('mark')
      return `${[mark, get('severity'), get('text')].filter(part => part !== '').join(', ')}${by}`
    }
    case 'markWithdrawn':
      return `Mark withdrawn: ${get('mark')}${by}`
    case 'gate':
      return `Dosing gate: ${Array.isArray(entry['findings']) ? entry['findings'].join(', ') : get('refused')}${by}${because}`
    case 'limit':
      return `Limit ${get('alarm')} (${get('priority')}) ${get('before')} to ${get('after')}${by}${because}`
    case 'audio':
      return `Audio ${get('state')} (${get('cause')})${by}`
    case 'infusion':
      return `Dosing ${get('state')}${by}${because}`
    case 'manual':
      return `Manual reading${by}`
    case 'gap':
      return get('state') === 'confirmed' ? `Gap confirmed${by}` : `Vigil did not run for ${get('lengthS')} s`
    case 'clock':
      return `The computer's clock was stepped by ${get('stepMs')} ms`
    case 'report':
      return `Report (${get('format')}) made${by}`
    default:
      return null
  }
}
