import { say } from '../../record/index.ts'
import { scales } from '../../session/scales.ts'
import type { ReportWords } from '../../words/report.ts'
import type { Report } from '../model.ts'
import { because, columns, instants, join, NONE, type ReportTable, sayWhose } from './table.ts'

/** Ratings of the patient, with the answer to each item. */
export function scaleTable(report: Report, words: ReportWords): ReportTable {
  const { time, from } = instants(report)
  const { heads, scales: text } = words.report.tables
  return {
    key: 'scales',
    title: text.title,
    columns: columns(
      [heads.time, 10],
      [heads.fromT0, 9],
      [text.scale, 18],
      [text.total, 8],
      [text.answers, 39],
      [heads.by, 16],
    ),
    rows: (report.session.scales ?? []).map(({ scale, answers, total, at, by }) => {
      const { label, items } = words.scales[scale]
      const said = items.map((item, index) => {
        const score = answers[index]
        const chosen = score === undefined ? -1 : scales[scale].items[index]?.indexOf(score)
        const answer = item.answers[chosen ?? -1]
        return items.length === 1 ? (answer ?? NONE) : `${item.label} ${score ?? NONE}`
      })
      return [time(at), from(at), label, String(total), join(...said, sayWhose(report, at, words)), by]
    }),
  }
}

export function handOverTable(report: Report, words: ReportWords): ReportTable {
  const { time, from } = instants(report)
  const { heads, handOvers: said } = words.report.tables
  return {
    key: 'handOvers',
    title: said.title,
    columns: columns([heads.time, 10], [heads.fromT0, 9], [heads.from, 18], [heads.to, 18], [said.said, 45]),
    rows: (report.session.handOvers ?? []).map(({ at, by, to, text }) => [
      time(at),
      from(at),
      by,
      to,
      join(text, sayWhose(report, at, words)) || NONE,
    ]),
  }
}

/** Where cuff and sensor were: on one arm, a tight cuff imitates a desaturation. */
export function siteTable(report: Report, words: ReportWords): ReportTable {
  const { time, from } = instants(report)
  const { heads, sites: said } = words.report.tables
  return {
    key: 'sites',
    title: said.title,
    columns: columns(
      [heads.time, 10],
      [heads.fromT0, 9],
      [said.cuff, 20],
      [said.sensor, 20],
      [heads.note, 21],
      [heads.by, 20],
    ),
    rows: report.events.flatMap(({ at, entry }) => {
      if (entry.event !== 'session' || entry.kind !== 'sites') return []
      const { cuff, cuffSize, sensor, sameArm, by } = entry
      return [
        [
          time(at),
          from(at),
          cuffSize === undefined
            ? words.sites[cuff]
            : said.sized(words.sites[cuff], words.cuffSizes[cuffSize]),
          words.sites[sensor],
          join(sameArm && said.sameArm, sayWhose(report, at, words)) || NONE,
          by,
        ],
      ]
    }),
  }
}

/** When signals were held back, who was told of unanswered alarms, and who acknowledged in an emergency. */
export function signalTable(report: Report, words: ReportWords): ReportTable {
  const { time, from } = instants(report)
  const { heads, signals: said } = words.report.tables
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
              text: breakGlass
                ? said.emergency(words.alarms[alarm], words.breakGlass, by, because(reason, words))
                : said.picked(words.alarms[alarm], by, words.unidentified, because(reason, words)),
            },
          ]
        : [],
    ),
  )
  return {
    key: 'signals',
    title: said.title,
    columns: columns([heads.time, 10], [heads.fromT0, 9], [heads.what, 81]),
    rows: [...states, ...emergencies]
      .toSorted((a, b) => a.at.monoMs - b.at.monoMs)
      .map(({ at, text }) => [time(at), from(at), text]),
  }
}
