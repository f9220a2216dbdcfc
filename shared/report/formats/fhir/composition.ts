import type { ReportWords } from '../../../words/report.ts'
import { makeFacts } from '../../facts.ts'
import { sayMarks } from '../../model.ts'
import { makeStory } from '../../story.ts'
import { makeTables, type ReportTable, type TableKey } from '../../tables/index.ts'
import { escapeXml } from '../escape-xml.ts'
import { local, localSystem, vitalsDocument } from './codes.ts'
import { type Context, ENCOUNTER, HEADLESS, PATIENT, referTo, VIGIL } from './context.ts'
import type { Composition, Narrative, Reference, Resource, Section } from './types.ts'

/** What has no table of its own. */
const ownSections = ['singles', 'baselineAndWeight', 'acts', 'devices'] as const
type OwnSection = (typeof ownSections)[number]
/** Resources under the section that they belong to; one with the key of a table has that table for its words. */
export type Sections = readonly {
  readonly key: TableKey | OwnSection
  readonly entries: readonly Resource[]
}[]

/**
 * The first entry of the document: the whole report for people, and every resource under its section. It is attested by
 * those whose signatures stand; one that an amendment made void attests nothing.
 */
export function makeComposition(context: Context, sections: Sections, words: ReportWords): Composition {
  const { session, generatedAt, generatedBy } = context.report
  const { head } = words.report
  const marks = sayMarks(context.report, words)
  return {
    resourceType: 'Composition',
    id: context.id('composition'),
    ...context.meta([]),
    identifier: { system: localSystem('session'), value: session.id },
    status: session.closed ? ((session.amendments ?? []).length > 0 ? 'amended' : 'final') : 'preliminary',
    type: vitalsDocument(words),
    subject: context.refer(PATIENT),
    encounter: context.refer(ENCOUNTER),
    date: context.time(generatedAt),
    author: [context.refer(VIGIL), ...(generatedBy === HEADLESS ? [] : [context.person(generatedBy)])],
    title: [head.title, head.session(session.id), ...marks.map(mark => mark.toUpperCase())].join(' · '),
    ...attestersOf(context),
    section: makeSections(context, sections, words),
  }
}

function attestersOf(context: Context): Pick<Composition, 'attester'> {
  const signatures = context.report.session.signatures ?? []
  const standing = signatures.filter(({ voidedBy }) => voidedBy === undefined)
  if (standing.length === 0) return {}
  return {
    attester: standing.map(({ by, at, meaning }) => ({
      mode: meaning === 'witnessed' ? 'personal' : 'professional',
      time: context.time(at),
      party: context.person(by),
    })),
  }
}

function makeSections(context: Context, sections: Sections, words: ReportWords): readonly Section[] {
  const tables = makeTables(context.report, words)
  const { sections: said } = words.report.formats.fhir
  const referred = (wanted: TableKey | OwnSection) =>
    sections.filter(({ key }) => key === wanted).flatMap(({ entries }) => entries.map(referTo))
  const others = sections.flatMap(({ key }) => (isOwn(key) ? [key] : []))
  return [
    makeHead(context, words),
    ...tables.map((table): Section => {
      const title = table.section ?? table.title
      return {
        ...named(table.key, title),
        text: drawTable(table, words),
        ...withEntries(referred(table.key)),
      }
    }),
    ...others.map((key): Section => {
      const entries = referred(key)
      return {
        ...named(key, said[key]),
        text: narrative(`<p>${escapeXml(said.entries(entries.length))}</p>`),
        ...withEntries(entries),
      }
    }),
  ]
}

function isOwn(key: TableKey | OwnSection): key is OwnSection {
  return (ownSections as readonly string[]).includes(key)
}

/** By its code a program finds a section in every language. */
function named(key: string, title: string): Pick<Section, 'title' | 'code'> {
  return { title, code: local('section', key, title) }
}

function makeHead(context: Context, words: ReportWords): Section {
  const { report } = context
  const { sections: said } = words.report.formats.fhir
  const marks = sayMarks(report, words)
  const facts = [...makeFacts(report, words), ...makeStory(report, words)]
  const lines = [...report.statements, ...(marks.length > 0 ? [said.marked(marks.join(', '))] : [])]
  const rows = `<table>${facts
    .map(({ label, value }) => `<tr><th>${escapeXml(label)}</th><td>${escapeXml(value)}</td></tr>`)
    .join('')}</table>`
  return {
    ...named('head', said.head),
    text: narrative(`${lines.map(line => `<p>${escapeXml(line)}</p>`).join('')}${rows}`),
    entry: [context.refer(PATIENT), context.refer(ENCOUNTER)],
  }
}

function withEntries(entry: readonly Reference[]): Pick<Section, 'entry'> {
  return entry.length > 0 ? { entry } : {}
}

function drawTable({ note, columns, rows }: ReportTable, words: ReportWords): Narrative {
  const said = note === undefined ? '' : `<p>${escapeXml(note)}</p>`
  if (rows.length === 0)
    return narrative(`${said}<p>${escapeXml(words.report.formats.fhir.sections.none)}</p>`)
  const heads = columns.map(({ head }) => `<th>${escapeXml(head)}</th>`).join('')
  const body = rows.map(row => `<tr>${row.map(cell => `<td>${escapeXml(cell)}</td>`).join('')}</tr>`).join('')
  return narrative(`${said}<table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table>`)
}

function narrative(content: string): Narrative {
  return { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>` }
}
