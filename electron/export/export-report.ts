import { createHash } from 'node:crypto'
import type { ReportContent } from '../../shared/report/content.ts'
import { writeCsv } from '../../shared/report/formats/csv.ts'
import { writeFhir } from '../../shared/report/formats/fhir/index.ts'
import { writeHtml } from '../../shared/report/formats/html.ts'
import type { Report } from '../../shared/report/model.ts'
import type { Paper } from '../../shared/report/paper.ts'
import { pseudonymise } from '../../shared/report/pseudonymise.ts'
import type { Person } from '../../shared/roles.ts'
import { writeSessionFile } from '../../shared/session-file/write.ts'
import type { ReportWords } from '../../shared/words/report.ts'
import { nameUuid } from './name-uuid.ts'

export type ReportFormat = 'pdf' | 'csv' | 'json' | 'html' | 'fhir'

export interface Exported {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly extension: string
}

/** SHA-256 of a text, as 64 hex digits. */
export function digestText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export interface ExportOptions {
  /** Without the patient's identifiers, names and free text, in every format. */
  readonly pseudonymised?: boolean
  /** Whose roles a pseudonymised report may tell. */
  readonly people?: readonly Person[]
  /** Of the PDF. */
  readonly paper?: Paper
  /** Of what is read by people, PDF and HTML: which appendices; without it all of them. */
  readonly content?: ReportContent
  /** Before a CSV, so that spreadsheets take it for UTF-8. */
  readonly byteOrderMark?: boolean
  /** How much of it is done, 0..1. */
  readonly onProgress?: (share: number) => void
}

const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Writes a report down. JSON is the whole session, which can be imported elsewhere. What is pseudonymised is so before any
 * format sees it.
 */
export async function exportReport(
  identified: Report,
  format: ReportFormat,
  words: ReportWords,
  options: ExportOptions = {},
): Promise<Exported> {
  const { people, paper, content, byteOrderMark, onProgress } = options
  const report = options.pseudonymised ? pseudonymise(identified, words, people) : identified
  const text = (content: string) => new TextEncoder().encode(content)
  switch (format) {
    case 'pdf':
      return {
        bytes: await drawPdf(report, words, paper, content, onProgress),
        mediaType: 'application/pdf',
        extension: 'pdf',
      }
    case 'csv':
      return {
        bytes: text(`${byteOrderMark ? BYTE_ORDER_MARK : ''}${writeCsv(report, words)}`),
        mediaType: 'text/csv;charset=utf-8',
        extension: 'csv',
      }
    case 'json':
      return {
        bytes: text(writeSessionFile(report, digestText)),
        mediaType: 'application/json',
        extension: 'json',
      }
    case 'html':
      return {
        bytes: text(writeHtml(report, words, content)),
        mediaType: 'text/html;charset=utf-8',
        extension: 'html',
      }
    case 'fhir':
      return {
        bytes: text(writeFhir(report, { nameUuid }, words)),
        mediaType: 'application/fhir+json',
        extension: 'fhir.json',
      }
  }
}

/** Fonts and the PDF library are loaded when the first report is drawn: a start must not wait for them. */
async function drawPdf(...drawn: Parameters<typeof import('./pdf.ts').renderPdf>): Promise<Uint8Array> {
  const { renderPdf } = await import('./pdf.ts')
  return renderPdf(...drawn)
}
