import { expect, it } from 'vitest'
import { wholeReport } from '../../../../fixtures/sessions/whole-session.ts'
import { english } from '../../../words/en/index.ts'
import { type ReportWords, reportWordsOf } from '../../../words/report.ts'
import { makeBundle } from './index.ts'

const { report } = english
/** In which two tables, and a section that has no table, are called the same. */
const oneTitle: ReportWords = {
  ...english,
  report: {
    ...report,
    tables: { ...report.tables, cuff: { ...report.tables.cuff, title: report.tables.marks.title } },
    formats: {
      ...report.formats,
      fhir: {
        ...report.formats.fhir,
        sections: { ...report.formats.fhir.sections, singles: report.tables.marks.title },
      },
    },
  },
}

/** The code of each section, with what it refers to. */
function sectionsIn(words: ReportWords) {
  const options = { nameUuid: (name: string) => name.split('|').at(-1) ?? '' }
  const [composition] = makeBundle(wholeReport(words), options, words).entry
  if (composition?.resource.resourceType !== 'Composition') throw new Error('no composition')
  return composition.resource.section.map(({ code, entry = [] }) => ({
    code: code.coding?.map(coding => coding.code).join(),
    entry: entry.map(({ reference }) => reference),
  }))
}

it('A document has the same sections with the same entries, whatever their titles are', () => {
  const inEnglish = sectionsIn(english)
  expect(sectionsIn(reportWordsOf('pseudo'))).toEqual(inEnglish)
  expect(sectionsIn(oneTitle)).toEqual(inEnglish)
  const codes = inEnglish.map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes).toEqual(
    expect.arrayContaining(['head', 'alarms', 'minutes', 'baseline', 'baselineAndWeight']),
  )
  for (const key of ['alarms', 'cuff', 'marks', 'minutes', 'singles'])
    expect(inEnglish.find(({ code }) => code === key)?.entry.length, key).toBeGreaterThan(0)
})
