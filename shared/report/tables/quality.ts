import type { Reading, VitalReading } from '../../reading.ts'
import { SECOND_MS } from '../../time.ts'
import { vitals } from '../../vitals.ts'
import type { ReportWords } from '../../words/report.ts'
import { describeCuffNotes } from '../cuff-notes.ts'
import { sayGapCause } from '../gaps.ts'
import type { Report } from '../model.ts'
import { columns, instants, join, NONE, pressure, type ReportTable } from './table.ts'

export function gapTable(report: Report, words: ReportWords): ReportTable {
  const { time, from, lasted } = instants(report)
  const { heads, gaps: said } = words.report.tables
  return {
    key: 'gaps',
    title: said.title,
    columns: columns(
      [heads.from, 12],
      [heads.to, 12],
      [heads.fromT0, 11],
      [heads.length, 15],
      [heads.what, 14],
      [said.cause, 36],
    ),
    rows: report.gaps.map(gap => [
      time(gap.from),
      time(gap.to),
      from(gap.from),
      lasted(gap.from, gap.to),
      words.report.gapsOf[gap.what],
      sayGapCause(gap, words),
    ]),
  }
}

/** How many readings of each measure there were, and how many are not to be relied on. */
export function qualityTable({ readings }: Report, words: ReportWords): ReportTable {
  const measures = Map.groupBy(readings, reading => measureOf(reading, words))
  const { heads, quality: said } = words.report.tables
  return {
    key: 'quality',
    title: said.title,
    columns: columns(
      [heads.measure, 16],
      [heads.readings, 11],
      [said.valid, 10],
      [said.questionable, 13],
      [said.invalid, 10],
      [said.noValue, 11],
      [said.why, 29],
    ),
    rows: [...measures].map(([measure, all]) => {
      const some = all.filter(hasValue)
      const count = (validity: Reading['validity']) =>
        String(some.filter(reading => reading.validity === validity).length)
      return [
        measure,
        String(all.length),
        count('valid'),
        count('questionable'),
        count('invalid'),
        String(all.length - some.length),
        describeFlags(some, words) || NONE,
      ]
    }),
  }
}

/** Each reading that is questionable or invalid; streamed ones in runs of the same kind. */
export function doubtTable(report: Report, words: ReportWords): ReportTable {
  const { time, from } = instants(report)
  const { heads, doubts: said } = words.report.tables
  return {
    key: 'doubts',
    title: said.title,
    columns: columns(
      [heads.from, 10],
      [heads.to, 10],
      [heads.fromT0, 9],
      [heads.measure, 14],
      [heads.readings, 9],
      [said.values, 14],
      [said.why, 34],
    ),
    rows: findDoubts(report.readings, words).map(({ first, last, count, values, why }) => [
      time(first.takenAt),
      time(last.takenAt),
      from(first.takenAt),
      measureOf(first, words),
      String(count),
      values,
      why,
    ]),
  }
}

interface Doubt {
  readonly first: Reading
  readonly last: Reading
  readonly count: number
  readonly values: string
  readonly why: string
}

/** Readings further apart are two runs. */
const APART_MS = 10 * SECOND_MS

function findDoubts(readings: readonly Reading[], words: ReportWords): readonly Doubt[] {
  const runs: VitalReading[][] = []
  const open = new Map<string, VitalReading[]>()
  for (const reading of readings) {
    if (reading.kind !== 'vital' || reading.validity === 'valid' || reading.value === null) continue
    const key = `${reading.source.id} ${reading.vital} ${reading.validity} ${reading.flags.join()}`
    const run = open.get(key)
    const before = run?.at(-1)
    if (run && before && reading.takenAt.monoMs - before.takenAt.monoMs <= APART_MS) run.push(reading)
    else {
      const fresh = [reading]
      runs.push(fresh)
      open.set(key, fresh)
    }
  }
  const streamed = runs.flatMap((run): Doubt[] => {
    const [first, last] = [run[0], run.at(-1)]
    if (!first || !last) return []
    const values = run.flatMap(({ value }) => (value === null ? [] : [value]))
    const [low, high] = [Math.min(...values), Math.max(...values)]
    const { unit } = vitals[first.vital]
    return [
      {
        first,
        last,
        count: run.length,
        values: `${low === high ? low : `${low}–${high}`} ${unit}`,
        why: join(words.validity[first.validity], ...first.flags.map(flag => words.flags[flag])),
      },
    ]
  })
  const cuff = readings.flatMap((reading): Doubt[] =>
    reading.kind === 'nibp' && reading.validity !== 'valid'
      ? [
          {
            first: reading,
            last: reading,
            count: 1,
            values: pressure(reading.systolic, reading.diastolic),
            why: describeCuffNotes(reading, words),
          },
        ]
      : [],
  )
  return [...streamed, ...cuff].toSorted((a, b) => a.first.takenAt.monoMs - b.first.takenAt.monoMs)
}

function measureOf(reading: Reading, words: ReportWords): string {
  return reading.kind === 'nibp' ? words.report.tables.cuff.title : words.vitals.names[reading.vital]
}

function hasValue(reading: Reading): boolean {
  return reading.kind === 'nibp' ? reading.systolic !== null : reading.value !== null
}

/** 'sudden change 3×; weak signal 12×' */
function describeFlags(readings: readonly Reading[], words: ReportWords): string {
  const isForeign = (flag: Reading['flags'][number]) =>
    flag === 'patientUnconfirmed' || flag === 'otherPatient'
  const doubted = readings.filter(({ flags, validity }) => validity !== 'valid' || flags.some(isForeign))
  const flags = Map.groupBy(
    doubted.flatMap(reading => reading.flags),
    flag => flag,
  )
  return join(
    ...[...flags].map(([flag, all]) => words.report.tables.quality.flag(words.flags[flag], all.length)),
  )
}
