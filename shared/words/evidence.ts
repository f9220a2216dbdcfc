import { assertNever } from '../assert-never.ts'
import type { Evidence, KeptEvidence } from '../session/evidence.ts'
import type { RiskAnswer } from '../session/suicide-risk.ts'
import type { Catalogue } from './catalogue.ts'
import type { evidenceWords } from './en/evidence.ts'
import type { scaleWords } from './en/scales.ts'
import { type ShippedWords, sayShipped } from './shipped.ts'

/** What evidence is worded with, of the whole catalogue. */
export interface EvidenceWords extends ShippedWords {
  readonly evidence: Catalogue<typeof evidenceWords>
  readonly risk: Readonly<Record<RiskAnswer, string>>
  readonly scales: Catalogue<typeof scaleWords>
}

/** What a check rests on, in words. What earlier versions kept as a sentence is said as it stands. */
export function sayEvidence(evidence: KeptEvidence, words: EvidenceWords): string {
  if (typeof evidence === 'string') return evidence
  const { evidence: said, scales } = words
  switch (evidence.code) {
    case 'minutesLeft':
    case 'onAir':
      return said[evidence.code](evidence.values.min)
    case 'missing': {
      const { due, pressure, ratings } = evidence.values
      return [
        ...(due.length > 0 ? [said.missing(due.map(label => sayShipped(label, words)).join(', '))] : []),
        ...(pressure ? [said.pressureOld] : []),
        ...(ratings.length > 0 ? [said.ratingsOld(ratings.map(id => scales[id].label).join(', '))] : []),
      ].join('; ')
    }
    case 'pressure':
    case 'pressureDoubtful':
    case 'pressureAlone':
      return said[evidence.code](evidence.values.systolic, evidence.values.diastolic)
    case 'pressureFalling':
    case 'pressureNotFalling': {
      const { systolic, diastolic, baseline } = evidence.values
      return said[evidence.code](systolic, diastolic, baseline.systolic, baseline.diastolic)
    }
    case 'lowestSpo2': {
      const { lowest, heldMin, before } = evidence.values
      return [
        said.lowestSpo2(lowest),
        ...(heldMin === undefined ? [] : [said.sureFor(heldMin)]),
        ...(before === undefined ? [] : [said.spo2Before(before)]),
      ].join(', ')
    }
    case 'sedation':
    case 'rated':
      return said[evidence.code](evidence.values.total)
    case 'scores':
      return evidence.values.totals.map(({ scale, total }) => `${scales[scale].label} ${total}`).join(', ')
    case 'alarms':
      return said.alarms(evidence.values.active, evidence.values.waiting)
    case 'escort':
    case 'escortUnadvised':
      return said[evidence.code](evidence.values.name)
    case 'riskUnclear':
      return said.riskUnclear(evidence.values.text, evidence.values.by)
    case 'risk':
      return sayRisk(evidence.values, words)
    case 'riskAnswer':
      return words.risk[evidence.values.answer]
    case 'yes':
    case 'no':
      return said[evidence.code](evidence.values.by)
    case 'unconfirmed':
    case 'notEnded':
    case 'lengthUnsure':
    case 'timeOver':
    case 'allMeasured':
    case 'noPressure':
    case 'onOxygen':
    case 'noSpo2':
    case 'noSedation':
    case 'notRated':
    case 'resolved':
    case 'notUsed':
    case 'noAlarm':
    case 'noEscort':
    case 'riskUnasked':
    case 'unanswered':
      return said[evidence.code]
    default:
      return assertNever(evidence)
  }
}

function sayRisk(
  { answer, said, by, before }: Extract<Evidence, { code: 'risk' }>['values'],
  { evidence: words, risk }: EvidenceWords,
): string {
  const told = said === undefined ? words.risk(risk[answer], by) : words.riskSaid(risk[answer], said, by)
  const decided = answer === 'present' ? words.riskDecided(told) : told
  return before ? words.riskBefore(decided) : decided
}
