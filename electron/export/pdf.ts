import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { Report } from '../../shared/report/model.ts'
import { drawChart } from './pdf-chart.ts'
import { drawPageFrames } from './pdf-frame.ts'
import { drawHead } from './pdf-head.ts'
import { drawTables } from './pdf-tables.ts'

export type Pdf = InstanceType<typeof PDFDocument>
export type Paper = 'A4' | 'Letter'

const require = createRequire(import.meta.url)
/** The whole of the family, not a subset: names of people have letters of every kind, and limits have ≥. */
const font = (style: '400Regular' | '600SemiBold') =>
  require.resolve(`@expo-google-fonts/ibm-plex-sans/${style}/IBMPlexSans_${style}.ttf`)

/** Page margins in points; the frame (session, hash, page number) lives in the bottom one. */
export const MARGIN = { top: 42, bottom: 54, left: 42, right: 42 }

/** Height of the chart on page 1, in points. */
const CHART_HEIGHT = 250

/**
 * The report as a PDF that prints like a good hospital form: black on white, chart on page 1, tables whose heads repeat,
 * every page with session, hash of the record and page x of y. Vector throughout, fonts embedded.
 */
export function renderPdf(report: Report, paper: Paper = 'A4'): Promise<Uint8Array> {
  const { session } = report
  const doc = new PDFDocument({
    size: paper === 'A4' ? 'A4' : 'LETTER',
    margins: MARGIN,
    bufferPages: true,
    lang: 'en',
    displayTitle: true,
    tagged: true,
    pdfVersion: '1.7',
    info: {
      Title: `Vitals report, session ${session.id}`,
      Author: 'Vigil',
      CreationDate: new Date(report.generatedAt.wallMs),
    },
  })
  doc.registerFont('body', font('400Regular'))
  doc.registerFont('bold', font('600SemiBold'))
  const done = collect(doc)
  drawHead(doc, report)
  drawChart(doc, report, CHART_HEIGHT)
  drawTables(doc, report)
  drawPageFrames(doc, report)
  doc.end()
  return done
}

function collect(doc: Pdf): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
}

/** Width between the margins, in points. */
export function contentWidth(doc: Pdf): number {
  return doc.page.width - MARGIN.left - MARGIN.right
}
