import { describe, expect, it } from 'vitest'
import type { Evidence, KeptEvidence } from '../session/evidence.ts'
import { checkSchema } from '../session-file/check-schema.ts'
import { sayEvidence } from './evidence.ts'
import { wordsOf } from './index.ts'

const pressure = { systolic: 150, diastolic: 88 }
const baseline = { systolic: 124, diastolic: 78 }
/** Each code, as it reads in English. */
const said: readonly (readonly [Evidence, string])[] = [
  [{ code: 'unconfirmed' }, 'patient not confirmed'],
  [{ code: 'notEnded' }, 'dosing has not ended'],
  [{ code: 'lengthUnsure' }, 'how long Vigil did not run is not confirmed'],
  [{ code: 'minutesLeft', values: { min: 12 } }, '12 min left'],
  [{ code: 'timeOver' }, 'observation time is over'],
  [{ code: 'allMeasured' }, 'all required measurements are there'],
  [
    { code: 'missing', values: { due: ['BP 40', 'BP 80'], pressure: true, ratings: ['moaas', 'aldrete'] } },
    'missing: BP 40, BP 80; no BP of the last 15 min; no MOAA/S, Modified Aldrete of the last 15 min',
  ],
  [{ code: 'noPressure' }, 'no BP reading since T0'],
  [{ code: 'pressure', values: pressure }, 'BP 150/88'],
  [{ code: 'pressureDoubtful', values: pressure }, 'BP 150/88, questionable: measure again'],
  [{ code: 'pressureAlone', values: pressure }, 'BP 150/88, no baseline'],
  [{ code: 'pressureFalling', values: { ...pressure, baseline } }, 'BP 150/88, baseline 124/78'],
  [
    { code: 'pressureNotFalling', values: { ...pressure, baseline } },
    'BP 150/88, baseline 124/78, not falling',
  ],
  [{ code: 'onOxygen' }, 'oxygen is being given'],
  [{ code: 'onAir', values: { min: 3 } }, 'on room air for 3 min only'],
  [{ code: 'noSpo2' }, 'no SpO2 of the last 5 min'],
  [
    { code: 'lowestSpo2', values: { lowest: 95, heldMin: 3, before: 91 } },
    'lowest of 5 min 95 % on room air, sure values for 3 min only, 91 % before that',
  ],
  [{ code: 'noSedation' }, 'no MOAA/S'],
  [{ code: 'sedation', values: { total: 4 } }, 'MOAA/S 4'],
  [{ code: 'notRated' }, 'not rated'],
  [{ code: 'resolved' }, 'resolved'],
  [{ code: 'rated', values: { total: 2 } }, 'rated 2'],
  [{ code: 'notUsed' }, 'not used'],
  [{ code: 'noAlarm' }, 'no alarm'],
  [{ code: 'alarms', values: { active: 1, waiting: 2 } }, '1 active, 2 not acknowledged'],
  [{ code: 'noEscort' }, 'no escort named'],
  [{ code: 'escort', values: { name: 'Eva' } }, 'escort Eva, advice given'],
  [{ code: 'escortUnadvised', values: { name: 'Eva' } }, 'escort Eva, no written advice yet'],
  [{ code: 'riskUnasked' }, 'not recorded'],
  [{ code: 'riskUnclear', values: { text: 'fine', by: 'Ana' } }, '“fine” (Ana): none, present or not asked?'],
  [{ code: 'risk', values: { answer: 'notAsked', by: 'Ana' } }, 'not asked (Ana)'],
  [
    { code: 'risk', values: { answer: 'present', said: 'a rope', by: 'Ana', before: true } },
    'present: a rope (Ana); the prescriber decides, in words; answered before T0, ask again',
  ],
  [{ code: 'riskAnswer', values: { answer: 'none' } }, 'none'],
  [{ code: 'unanswered' }, 'not answered'],
  [{ code: 'yes', values: { by: 'Ana' } }, 'yes (Ana)'],
  [{ code: 'no', values: { by: 'Ana' } }, 'no (Ana)'],
]

describe('What a discharge check rests on', () => {
  it.each(said)('%j', (evidence, english) => {
    expect(sayEvidence(evidence, wordsOf('en'))).toBe(english)
    expect(sayEvidence(evidence, wordsOf('pseudo'))).toMatch(/^‹.*›$/)
    expect(checkSchema.safeParse({ id: 'D10', passed: false, evidence })).toMatchObject({ success: true })
  })

  it('was kept as an English sentence by earlier versions, and is read as it stands', () => {
    const old: KeptEvidence = 'lowest of 5 min 97 % on room air'
    expect(checkSchema.safeParse({ id: 'D4', passed: true, evidence: old })).toMatchObject({ success: true })
    expect(sayEvidence(old, wordsOf('pseudo'))).toBe(old)
  })

  it.each([
    { code: 'minutesLeft' },
    { code: 'minutesLeft', values: { min: '12' } },
    { code: 'noAlarm', values: { by: 'Ana' } },
    { code: 'other' },
  ])('is refused in a file where code and values do not fit: %j', evidence => {
    expect(checkSchema.safeParse({ id: 'D4', passed: true, evidence })).toMatchObject({ success: false })
  })
})
