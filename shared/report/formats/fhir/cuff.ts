import type { NibpReading } from '../../../reading.ts'
import type { PressureId } from '../../../vitals.ts'
import { vitals } from '../../../vitals.ts'
import type { ReportWords } from '../../../words/report.ts'
import { describeCuffNotes } from '../../cuff-notes.ts'
import { absent, category, pressurePanel, profileOf, vitalCode, vitalQuantity } from './codes.ts'
import { aboutPatient, type Context, notes, readingThing } from './context.ts'
import { judge } from './judged.ts'
import { takenBy } from './origin.ts'
import type { Component, Observation } from './types.ts'
import { statusOfReading } from './whose.ts'

/** Every cuff measurement, failed and refused ones included: a pressure panel, and the cuff's pulse beside it. */
export function makeCuff(context: Context, words: ReportWords): readonly Observation[] {
  return context.report.cuff.flatMap(reading => [
    makePanel(context, reading, words),
    ...makePulse(context, reading, words),
  ])
}

function makePanel(context: Context, reading: NibpReading, words: ReportWords): Observation {
  return {
    ...frame(context, reading, readingThing(reading), 'bp', words),
    code: pressurePanel(words),
    component: [
      makeComponent(context, reading, 'systolic', words),
      makeComponent(context, reading, 'diastolic', words),
      // Not every monitor gives it, and it may be left out.
      ...(reading.mean === null ? [] : [makeComponent(context, reading, 'mean', words)]),
    ],
  }
}

function makeComponent(
  context: Context,
  reading: NibpReading,
  vital: PressureId,
  words: ReportWords,
): Component {
  const value = reading[vital]
  const code = vitalCode(vital, words)
  if (isRefused(reading)) return { code, dataAbsentReason: absent('error') }
  if (value === null) return { code, dataAbsentReason: absent('unknown') }
  return {
    code,
    valueQuantity: vitalQuantity(vital, value),
    ...judge(context.limitsAt(reading.takenAt), vital, value, words),
  }
}

/** Counted by the cuff: a heart rate for those who ask for one, but not by oximetry. */
function makePulse(context: Context, reading: NibpReading, words: ReportWords): readonly Observation[] {
  const { pulseRate } = reading
  if (pulseRate === null || isRefused(reading)) return []
  return [
    {
      ...frame(context, reading, `${readingThing(reading)}/pulse`, 'heartrate', words),
      code: vitalCode('heartRate', words),
      method: { text: words.report.formats.fhir.cuff.pulse },
      valueQuantity: vitalQuantity('pulseRate', pulseRate),
    },
  ]
}

function isRefused({ status, validity }: NibpReading): boolean {
  return status === 'failed' || validity === 'invalid'
}

function frame(
  context: Context,
  reading: NibpReading,
  thing: string,
  profile: 'bp' | 'heartrate',
  words: ReportWords,
) {
  return {
    resourceType: 'Observation',
    id: context.id(thing),
    ...context.meta([profileOf(profile)], reading.source.origin),
    status: statusOfReading(reading),
    category: category('vital-signs'),
    ...aboutPatient(context),
    effectiveDateTime: context.time(reading.takenAt),
    issued: context.time(reading.at),
    ...takenBy(context, reading.source),
    ...notes([
      describeCuffNotes(reading, words),
      isRefused(reading) ? describeRefused(reading, words) : null,
    ]),
  } satisfies Partial<Observation>
}

/** The figures as the monitor gave them: they are refused as values, but kept. */
function describeRefused({ systolic, diastolic, mean, pulseRate }: NibpReading, words: ReportWords): string {
  const { cuff: text } = words.report.formats.fhir
  const unit = vitals.systolic.unit
  const said = [
    systolic === null ? '' : text.systolic(`${systolic} ${unit}`),
    diastolic === null ? '' : text.diastolic(`${diastolic} ${unit}`),
    mean === null ? '' : text.mean(`${mean} ${unit}`),
    pulseRate === null ? '' : text.pulseRate(`${pulseRate} ${vitals.pulseRate.unit}`),
  ].filter(part => part !== '')
  return said.length === 0 ? '' : text.refused(said.join(', '))
}
