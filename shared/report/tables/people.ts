import { scales } from '../../session/scales.ts'
import { words } from '../../text/en.ts'
import { describeEvent } from '../describe.ts'
import type { Report } from '../model.ts'
import { columns, instants, NONE, type ReportTable } from './table.ts'

/** Ratings of the patient, with the answer to each item. */
export function scaleTable(report: Report): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Scales',
    columns: columns(['Time', 10], ['From T0', 9], ['Scale', 18], ['Total', 8], ['Answers', 39], ['By', 16]),
    rows: (report.session.scales ?? []).map(({ scale, answers, total, at, by }) => {
      const { label, items } = scales[scale]
      const said = items.map((item, index) => {
        const score = answers[index]
        const answer = item.answers.find(known => known.score === score)?.label
        return items.length === 1 ? (answer ?? NONE) : `${item.label} ${score ?? NONE}`
      })
      return [time(at), from(at), label, String(total), said.join('; '), by]
    }),
  }
}

export function handOverTable(report: Report): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Hand-overs',
    columns: columns(['Time', 10], ['From T0', 9], ['From', 18], ['To', 18], ['What was said', 45]),
    rows: (report.session.handOvers ?? []).map(({ at, by, to, text }) => [
      time(at),
      from(at),
      by,
      to,
      text ?? NONE,
    ]),
  }
}

/** Where cuff and sensor were: on one arm, a tight cuff imitates a desaturation. */
export function siteTable(report: Report): ReportTable {
  const { time, from } = instants(report)
  const name = (site: unknown) => (words.sites as Readonly<Record<string, string>>)[String(site)] ?? NONE
  return {
    title: 'Cuff and sensor sites',
    columns: columns(['Time', 10], ['From T0', 9], ['Cuff', 20], ['Sensor', 20], ['Note', 21], ['By', 20]),
    rows: report.events.flatMap(({ at, entry }) => {
      if (entry.event !== 'session' || entry.kind !== 'sites') return []
      const { cuff, cuffSize, sensor, sameArm, by } = entry
      const size = (words.cuffSizes as Readonly<Record<string, string>>)[String(cuffSize)]
      return [
        [
          time(at),
          from(at),
          size === undefined ? name(cuff) : `${name(cuff)}, cuff for ${size}`,
          name(sensor),
          sameArm === true ? 'same arm: SpO2 alarms waited while the cuff was tight' : NONE,
          by ?? NONE,
        ],
      ]
    }),
  }
}

/** When signals were held back, who was told of unanswered alarms, and who acknowledged in an emergency. */
export function signalTable(report: Report): ReportTable {
  const { time, from } = instants(report)
  const states = report.events.flatMap(logged => {
    const { entry } = logged
    if (entry.event !== 'session' || !['audio', 'alarms', 'escalation'].includes(entry.kind)) return []
    const text = describeEvent(logged)
    return text === null ? [] : [{ at: logged.at, text }]
  })
  const emergencies = report.alarms.flatMap(({ alarm, acknowledgements }) =>
    acknowledgements.flatMap(({ at, by, reason, breakGlass }) =>
      breakGlass
        ? [
            {
              at,
              text: `${words.alarms[alarm]} acknowledged by ${words.breakGlass}, unidentified user “${by}”${reason ? ` (${reason})` : ''}`,
            },
          ]
        : [],
    ),
  )
  return {
    title: 'Alarm signals paused, off, escalated; break-glass',
    columns: columns(['Time', 10], ['From T0', 9], ['What', 81]),
    rows: [...states, ...emergencies]
      .toSorted((a, b) => a.at.monoMs - b.at.monoMs)
      .map(({ at, text }) => [time(at), from(at), text]),
  }
}
