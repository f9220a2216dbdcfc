import { z } from 'zod'
import { isEnteredLate, readManual } from '../session/manual.ts'
import { type VitalId, vitals } from '../vitals.ts'
import { refusal } from '../words/refusal.ts'
import { act, withEvent } from './act.ts'
import { measured } from './due.ts'
import { eventKind, sentence } from './event.ts'
import { by, carers, figure, shortText, toldValue, whom } from './parts.ts'

const optionalFigure = figure.exactOptional()

const typed = eventKind(
  'manual',
  {
    by: whom,
    systolic: optionalFigure,
    diastolic: optionalFigure,
    mean: optionalFigure,
    pulseRate: optionalFigure,
    spo2: optionalFigure,
    respRate: optionalFigure,
    minutesAgo: optionalFigure,
    /** Taken before the newest that was judged: recorded, and judged by nothing (AR-16). */
    enteredLate: z.literal(true).exactOptional(),
  },
  {
    isOfPatient: true,
    say(event, words) {
      const { record } = words
      const { systolic, diastolic, mean, minutesAgo } = event
      const one = (vital: VitalId, value: number | undefined) =>
        value === undefined ? [] : [`${words.vitals.names[vital]} ${value} ${vitals[vital].unit}`]
      const parts = [
        ...(systolic === undefined || diastolic === undefined
          ? []
          : [record.manualPressure(systolic, diastolic, mean)]),
        ...one('spo2', event.spo2),
        ...one('pulseRate', event.pulseRate),
        ...one('respRate', event.respRate),
        ...(minutesAgo === undefined ? [] : [record.manualAgo(minutesAgo)]),
        ...(event.enteredLate ? [record.manualLate] : []),
      ]
      return sentence(record.manual(parts.join(', ')), event, words)
    },
  },
)

const manualEntry = (figureOf: (vital: VitalId) => z.ZodNumber) => {
  const value = (vital: VitalId) => figureOf(vital).int().optional()
  return z.strictObject({
    by,
    systolic: value('systolic'),
    diastolic: value('diastolic'),
    mean: value('mean'),
    pulseRate: value('pulseRate'),
    spo2: value('spo2'),
    respRate: value('respRate'),
    /** How long ago it was measured, in minutes. */
    minutesAgo: z.number().min(0).max(120).optional(),
    /** Needed when a value differs by more than 30 % from the last one. */
    confirmed: z.boolean().optional(),
  })
}

/** Values read off another instrument. Systolic and diastolic go together. */
export const recordManual = act('recordManual', {
  // A script may tell of whatever somebody typed, and goes on after it was refused.
  payload: manualEntry(() => z.number()),
  fromWindow: manualEntry(toldValue),
  roles: carers,
  events: [typed],
  apply(state, entry, { now }) {
    const checked = readManual(state, entry)
    if ('refused' in checked) return checked
    const source = { origin: 'manual', id: entry.by, driver: 'manual' } as const
    const { by, systolic, diastolic, mean, pulseRate, spo2, respRate, minutesAgo } = entry
    const enteredLate = checked.samples.some(sample => isEnteredLate(state, sample, now)) || undefined
    return {
      ...withEvent(
        state.session,
        typed.of({
          by,
          systolic,
          diastolic,
          mean,
          pulseRate,
          spo2,
          respRate,
          minutesAgo,
          enteredLate,
        }),
      ),
      samples: checked.samples.map(sample => ({ sample, source })),
    }
  },
})

/** A reason closes a measurement that cannot be taken any more. */
export const excuseMeasurement = act('excuseMeasurement', {
  payload: z.strictObject({ by, item: z.string().min(1).max(20), reason: shortText }),
  roles: carers,
  events: [measured],
  apply({ session }, { by, item: id, reason }, { now }) {
    const item = session.due.find(candidate => candidate.id === id)
    if (!item || item.status === 'done' || item.status === 'late' || item.status === 'excused')
      return { refused: refusal('noOpenMeasurement', id) }
    const status = 'excused' as const
    const due = session.due.map(candidate =>
      candidate === item ? { ...item, status, excused: { by, at: now, reason } } : candidate,
    )
    return withEvent(
      { ...session, due },
      measured.of({ item: item.id, label: item.label, status, reason, by }),
    )
  },
})
