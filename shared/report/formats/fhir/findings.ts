import type { Check } from '../../../session/checklist.ts'
import type { Mark } from '../../../session/marks.ts'
import { scales } from '../../../session/scales.ts'
import { sayEvidence } from '../../../words/evidence.ts'
import { isOwnCheck, nameCheck, nameMark } from '../../../words/names.ts'
import type { ReportWords } from '../../../words/report.ts'
import { category, local, ownWord, RASS_CODING, vitalCode, vitalQuantity } from './codes.ts'
import { aboutPatient, type Context, notes, readingThing } from './context.ts'
import type { Component, Concept, Observation } from './types.ts'
import { statusAt } from './whose.ts'

/** Ratings by scales, each with the score of every item. */
export function makeScales(context: Context, words: ReportWords): readonly Observation[] {
  return (context.report.session.scales ?? []).map(({ id, scale, answers, total, by, at }) => {
    const { label, items, source } = words.scales[scale]
    const code = local('scale', scale, label)
    return {
      resourceType: 'Observation',
      id: context.id(`scale/${id}`),
      ...context.meta([]),
      status: statusAt(context, at),
      category: category('survey'),
      code: scale === 'rass' ? { ...code, coding: [RASS_CODING, ...(code.coding ?? [])] } : code,
      ...aboutPatient(context),
      effectiveDateTime: context.time(at),
      performer: [context.person(by)],
      method: { text: source(scales[scale].citation ?? '') },
      valueInteger: total,
      ...(items.length > 1
        ? {
            component: items.flatMap((item, index): Component[] => {
              const score = answers[index]
              return score === undefined ? [] : [{ code: { text: item.label }, valueInteger: score }]
            }),
          }
        : {}),
    }
  })
}

/** The discharge checklist: each criterion with its evidence, at the close or as it stands now. */
export function makeDischarge(context: Context, words: ReportWords): readonly Observation[] {
  const { discharge, session, end } = context.report
  if (discharge === null) return []
  const at = session.closed?.at ?? end
  const { discharge: said } = words.report.formats.fhir
  const open = discharge.filter(({ passed, override }) => !passed && !override).length
  return [
    {
      resourceType: 'Observation',
      id: context.id('discharge'),
      ...context.meta([]),
      status: session.closed ? 'final' : 'preliminary',
      category: category('survey'),
      code: local('discharge', 'checklist', said.title),
      ...aboutPatient(context),
      effectiveDateTime: context.time(at),
      ...(session.closed ? { performer: [context.person(session.closed.by)] } : {}),
      valueString: said.open(open),
      component: discharge.flatMap((check): Component[] => {
        const { id, passed, override } = check
        const evidence = sayEvidence(check.evidence, words)
        const why = override ? context.typed(override.reason) : null
        const result = passed ? said.passed(evidence) : said.notPassed(evidence)
        const judged: Component = {
          code: codeCheck(check, words),
          valueString: override
            ? said.overridden(result, override.by, why === null ? '' : words.record.because(why))
            : result,
        }
        if (!('answer' in check) || check.answer === undefined) return [judged]
        const { answer } = check
        const coded: Component = {
          code: local('discharge', `${id}-answer`, said.answer(words.checks[check.id])),
          valueCodeableConcept: local('risk', answer, words.risk[answer]),
        }
        return [judged, coded]
      }),
    },
  ]
}

function codeCheck(check: Check, words: ReportWords): Concept {
  return isOwnCheck(check.id)
    ? ownWord('discharge', words.clinicSet.criterion, nameCheck(check, words))
    : local('discharge', check.id, words.checks[check.id])
}

function codeMark({ mark, word }: Mark, words: ReportWords): Concept {
  return word === undefined ? local('mark', mark, words.marks[mark]) : ownWord('mark', words.marks.own, word)
}

/** What people marked. A mark that was withdrawn stays, as entered in error. */
export function makeMarks(context: Context, words: ReportWords): readonly Observation[] {
  return context.report.session.marks.map(mark => ({
    resourceType: 'Observation',
    id: context.id(`mark/${mark.id}`),
    ...context.meta([]),
    status: mark.withdrawn ? 'entered-in-error' : statusAt(context, mark.at),
    category: category('exam'),
    code: codeMark(mark, words),
    ...aboutPatient(context),
    effectiveDateTime: context.time(mark.at),
    performer: [context.person(mark.by)],
    valueString: mark.severity === undefined ? nameMark(mark, words) : words.severities[mark.severity],
    ...notes([
      context.typed(mark.text),
      mark.withdrawn
        ? words.report.formats.fhir.withdrawn(mark.withdrawn.by, context.time(mark.withdrawn.at))
        : null,
    ]),
  }))
}

/** The baseline that rises count from. Computed, so it is no vital sign of its own: those are what it derives from. */
export function makeBaseline(context: Context, words: ReportWords): readonly Observation[] {
  const { baseline } = context.report.session
  if (!baseline) return []
  const { setBy, from, frozenAt, halfMinutes } = baseline
  const { baseline: said } = words.report.formats.fhir
  const part = (vital: 'systolic' | 'diastolic' | 'mean' | 'pulseRate' | 'spo2'): Component[] => {
    const value = baseline[vital]
    return value === null
      ? []
      : [
          {
            code: vitalCode(vital, words),
            valueQuantity: vitalQuantity(vital, Math.round(value * 100) / 100),
          },
        ]
  }
  const derivedFrom = context.report.cuff
    .filter(({ seq }) => from.includes(seq))
    .map(reading => context.refer(readingThing(reading)))
  return [
    {
      resourceType: 'Observation',
      id: context.id('baseline'),
      ...context.meta([]),
      status: 'final',
      category: category('exam'),
      code: local('finding', 'baseline', said.title),
      ...aboutPatient(context),
      effectiveDateTime: context.time(frozenAt),
      method: {
        text: setBy ? said.set : said.mean(from.length),
      },
      ...(setBy ? { performer: [context.person(setBy.by)] } : {}),
      ...(derivedFrom.length > 0 ? { derivedFrom } : {}),
      component: [
        ...part('systolic'),
        ...part('diastolic'),
        ...part('mean'),
        ...part('pulseRate'),
        ...part('spo2'),
      ],
      ...notes([
        setBy ? context.typed(setBy.reason) : null,
        halfMinutes ? said.rest(words.report.halfMinutes) : null,
      ]),
    },
  ]
}
