import { say } from '../../record/index.ts'
import { scales } from '../../session/scales.ts'
import type { Words } from '../../words/index.ts'
import type { Report } from '../model.ts'
import { columns, instants, join, NONE, type ReportTable, sayWhose } from './table.ts'

/** Ratings of the patient, with the answer to each item. */
export function scaleTable(report: Report, words: Words): ReportTable {
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
      return [time(at), from(at), label, String(total), join(...said, sayWhose(report, at, words)), by]
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
export function siteTable(report: Report, words: Words): ReportTable {
  const { time, from } = instants(report)
  return {
    title: 'Cuff and sensor sites',
    columns: columns(['Time', 10], ['From T0', 9], ['Cuff', 20], ['Sensor', 20], ['Note', 21], ['By', 20]),
    rows: report.events.flatMap(({ at, entry }) => {
      if (entry.event !== 'session' || entry.kind !== 'sites') return []
      const { cuff, cuffSize, sensor, sameArm, by } = entry
      return [
        [
          time(at),
          from(at),
          cuffSize === undefined
            ? words.sites[cuff]
            : `${words.sites[cuff]}, cuff for ${words.cuffSizes[cuffSize]}`,
          words.sites[sensor],
          sameArm ? 'same arm: SpO2 alarms waited while the cuff was tight' : NONE,
          by,
        ],
      ]
    }),
  }
}

/** When signals were held back, who was told of unanswered alarms, and who acknowledged in an emergency. */
export function signalTable(report: Report, words: Words): ReportTable {
  const { time, from } = instants(report)
  const states = report.events.flatMap(({ at, entry }) => {
    if (entry.event !== 'session') return []
    if (entry.kind !== 'audio' && entry.kind !== 'alarms' && entry.kind !== 'escalation') return []
    const text = say(entry, words)
    return text === null ? [] : [{ at, text }]
  })
  const emergencies = report.alarms.flatMap(({ alarm, acknowledgements }) =>
    acknowledgements.flatMap(({ at, by, reason, breakGlass, unidentified }) =>
      breakGlass || unidentified
        ? [
            {
              at,
              text: `${words.alarms[alarm]} acknowledged by ${breakGlass ? `${words.breakGlass}, unidentified user “${by}”` : `“${by}”, ${words.unidentified}`}${reason ? ` (${reason})` : ''}`,
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
