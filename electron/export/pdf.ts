import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { Report } from '../../shared/report/model.ts'
import { drawChart } from './pdf-chart.ts'
import { drawPageFrames } from './pdf-frame.ts'
import { drawHead } from './pdf-head.ts'
import { MARGIN, type Pdf } from './pdf-sheet.ts'
import { drawSignatures } from './pdf-signatures.ts'
import { drawTables } from './pdf-tables.ts'

export type Paper = 'A4' | 'Letter'

const require = createRequire(import.meta.url)
/** The whole of the family, not a subset: names of people have letters of every kind, and limits have ≥. */
const font = (style: '400Regular' | '600SemiBold') =>
  require.resolve(`@expo-google-fonts/ibm-plex-sans/${style}/IBMPlexSans_${style}.ttf`)

/** Height of the chart on page 1, in points. */
const CHART_HEIGHT = 300

/**
 * The report as a PDF that prints like a good hospital form: black on white, chart on page 1, tables whose heads repeat,
 * every page with patient, session, hash of the record and page x of y. Vector throughout, fonts embedded, structure
 * tagged for readers that read aloud. The same report gives the same bytes.
 */
export function renderPdf(report: Report, paper: Paper = 'A4'): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: paper === 'A4' ? 'A4' : 'LETTER',
    margins: MARGIN,
    bufferPages: true,
    lang: 'en',
    displayTitle: true,
    tagged: true,
    pdfVersion: '1.7',
    info: {
      Title: `Vitals report, session ${report.session.id}`,
      Author: 'Vigil',
      CreationDate: new Date(report.generatedAt.wallMs),
    },
  })
  doc.registerFont('body', font('400Regular'))
  doc.registerFont('bold', font('600SemiBold'))
  const done = collect(doc)
  const root = doc.struct('Document')
  doc.addStructure(root)
  drawHead(doc, root, report)
  drawChart(doc, root, report, CHART_HEIGHT)
  drawTables(doc, root, report)
  drawSignatures(doc, root)
  drawPageFrames(doc, report)
  root.end()
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
