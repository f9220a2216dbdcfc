import { parameterOf as alarmParameter } from '../../../alarm/parameter.ts'
import type { Reading, Source, VitalReading } from '../../../reading.ts'
import { lineFrom } from '../../../session/line.ts'
import { isUnconfirmed } from '../../../session/unconfirmed.ts'
import { type Instant, MINUTE_MS } from '../../../time.ts'
import { isPressure, type StreamVitalId, vitals } from '../../../vitals.ts'
import type { ReportWords } from '../../../words/report.ts'
import { sayGapCause } from '../../gaps.ts'
import { beginOfMinute, type MinuteValue, minuteOf, summarise } from '../../minutes.ts'
import type { AlarmEpisode, ReportGap } from '../../model.ts'
import { absent, category, profileOf, statistic, vitalCode, vitalQuantity } from './codes.ts'
import { aboutPatient, type Context, monitorThing, notes, readingThing } from './context.ts'
import { judge } from './judged.ts'
import { takenBy } from './origin.ts'
import type { Observation } from './types.ts'
import { statusOfReading } from './whose.ts'

/**
 * Streamed vital signs by minute: the median, with the lowest and the highest beside it, one for each monitor. A minute
 * without any value gives nothing: the gaps say why.
 *
 * Neither minutes nor gaps have an effectivePeriod: invariant vs-1 of R4's vital signs profile, as it is written, is not
 * met by any period.
 */
export function makeMinutes(context: Context, words: ReportWords): readonly Observation[] {
  const { zero, readings, session } = context.report
  const line = lineFrom(session, zero.monoMs)
  const minutes = new Map<
    string,
    { readonly first: Usable; readonly minute: number; readonly values: Usable[] }
  >()
  for (const reading of readings) {
    if (!isUsable(reading) || reading.source.origin === 'manual') continue
    const minute = minuteOf(line, reading.takenAt)
    const key = `${monitorThing(reading.source)}/${reading.vital}/minute/${minute}`
    const known = minutes.get(key)
    if (known) known.values.push(reading)
    else minutes.set(key, { first: reading, minute, values: [reading] })
  }
  return [...minutes].flatMap(([key, { first, minute, values }]) => {
    const summary = summarise(
      values.map(({ value, validity }) => ({ value, questionable: validity === 'questionable' })),
    )
    // Of a minute in which it became doubtful whose values they are, none is final.
    const doubted = values.find(reading => statusOfReading(reading) !== 'final') ?? first
    return summary
      ? [
          makeMinute(
            context,
            key,
            first,
            beginOfMinute(zero, line, minute),
            summary,
            statusOfReading(doubted),
            words,
          ),
        ]
      : []
  })
}

type Usable = VitalReading & { readonly value: number }

function isUsable(reading: Reading): reading is Usable {
  return reading.kind === 'vital' && reading.value !== null && reading.validity !== 'invalid'
}

function makeMinute(
  context: Context,
  key: string,
  { vital, source }: VitalReading,
  start: Instant,
  { median, min, max, questionable }: MinuteValue,
  status: Observation['status'],
  words: ReportWords,
): Observation {
  return {
    ...frame(context, key, vital, source.origin, words),
    status,
    effectiveDateTime: context.time(start),
    issued: context.time({ wallMs: start.wallMs + MINUTE_MS }),
    ...takenBy(context, source),
    method: { text: words.report.formats.fhir.minute },
    valueQuantity: vitalQuantity(vital, median),
    ...judge(context.limitsAt(start), vital, median, words),
    component: [
      { code: statistic('minimum', words), valueQuantity: vitalQuantity(vital, min) },
      { code: statistic('maximum', words), valueQuantity: vitalQuantity(vital, max) },
    ],
    ...notes([
      questionable ? words.validity.questionable : null,
      status === 'final'
        ? null
        : words.flags[status === 'preliminary' ? 'patientUnconfirmed' : 'otherPatient'],
    ]),
  }
}

/** Values that stand alone: what a person typed, and the value at each transition of an alarm. */
export function makeSingles(context: Context, words: ReportWords): readonly Observation[] {
  const { readings, alarms } = context.report
  const wanted = new Set(alarms.flatMap(episode => triggersOf(context, episode).map(({ seq }) => seq)))
  return readings
    .filter(isUsable)
    .filter(({ source, seq }) => source.origin === 'manual' || wanted.has(seq))
    .map(reading => ({
      ...frame(context, readingThing(reading), reading.vital, reading.source.origin, words),
      status: statusOfReading(reading),
      effectiveDateTime: context.time(reading.takenAt),
      issued: context.time(reading.at),
      ...takenBy(context, reading.source),
      valueQuantity: vitalQuantity(reading.vital, reading.value),
      ...judge(context.limitsAt(reading.takenAt), reading.vital, reading.value, words),
      ...notes([
        words.validity[reading.validity],
        reading.flags.map(flag => words.flags[flag]).join(', '),
        reading.source.origin === 'manual' ? words.origins.manual : null,
        reading.existing ? words.report.tables.cuff.existing : null,
      ]),
    }))
}

/**
 * The stored readings that stood when an alarm was raised and whenever it changed. A value that repeats is stored once a
 * second: the newest one of the parameter at that moment is the one that decided.
 */
export function triggersOf({ report }: Context, episode: AlarmEpisode): readonly Reading[] {
  const parameter = alarmParameter(episode.alarm, report.limits)
  if (parameter === null) return []
  const found = new Map<number, Reading>()
  for (const { seq, at, entry } of report.alarmLog) {
    if (entry.value === null || !episode.seqs.includes(seq)) continue
    // What another patient has told is no evidence of what was there before (AR-23).
    if (isUnconfirmed(report.session, at) && !isUnconfirmed(report.session, episode.start)) continue
    const reading = report.readings.findLast(
      candidate =>
        candidate.at.monoMs <= at.monoMs &&
        candidate.validity !== 'invalid' &&
        // What was entered late has moved no alarm.
        !candidate.existing &&
        !candidate.flags.includes('enteredLate') &&
        (candidate.kind === 'nibp'
          ? candidate.status === 'ok' && isPressure(parameter)
          : candidate.vital === parameter && candidate.value !== null),
    )
    if (reading) found.set(reading.seq, reading)
  }
  return [...found.values()]
}

/** Where SpO2 or pulse were not measured: said, and never filled in. */
export function makeGaps(context: Context, words: ReportWords): readonly Observation[] {
  return context.report.gaps.flatMap((gap, index) => {
    const vital = vitalOf(gap)
    if (vital === null) return []
    return [
      {
        ...frame(context, `gap/${vital}/${gap.from.monoMs}/${index}`, vital, 'device', words),
        effectiveDateTime: context.time(gap.from),
        dataAbsentReason: absent(gap.cause.kind === 'neverMeasured' ? 'not-performed' : 'unknown'),
        ...notes([
          words.report.formats.fhir.gap(
            words.vitals.names[vital],
            context.time(gap.to),
            sayGapCause(gap, words),
          ),
        ]),
      },
    ]
  })
}

function vitalOf({ what }: ReportGap): 'spo2' | 'pulseRate' | null {
  switch (what) {
    case 'SpO2':
      return 'spo2'
    case 'pulse':
      return 'pulseRate'
    case 'monitoring':
      return null
  }
}

function frame(
  context: Context,
  thing: string,
  vital: StreamVitalId,
  origin: Source['origin'],
  words: ReportWords,
) {
  const { profile } = vitals[vital]
  return {
    resourceType: 'Observation',
    id: context.id(thing),
    ...context.meta(profile === null ? [] : [profileOf(profile)], origin),
    status: 'final',
    category: category('vital-signs'),
    code: vitalCode(vital, words),
    ...aboutPatient(context),
  } as const
}
