import type PDFDocument from 'pdfkit'

export type Pdf = InstanceType<typeof PDFDocument>
export type Element = ReturnType<Pdf['struct']>
type Tag = Parameters<Pdf['struct']>[0]

/** Page margins in points; the frame (patient, session, hash, page number) lives in the bottom one. */
export const MARGIN = { top: 34, bottom: 58, left: 42, right: 42 }

/** Width between the margins, in points. */
export function contentWidth(doc: Pdf): number {
  return doc.page.width - MARGIN.left - MARGIN.right
}

/** Where the frame begins: no table may reach further. */
export function contentBottom(doc: Pdf): number {
  return doc.page.height - MARGIN.bottom
}

/** Draws something that is read out, as a child of `parent` in the document's structure. */
export function drawTagged(
  doc: Pdf,
  parent: Element,
  tag: Tag,
  draw: () => void,
  options: { readonly alt?: string } = {},
): void {
  const content = doc.markStructureContent(tag)
  draw()
  doc.endMarkedContent()
  parent.add(doc.struct(tag, options, [content]))
}

/** An element whose children follow. */
export function addElement(doc: Pdf, parent: Element, tag: Tag): Element {
  const element = doc.struct(tag)
  parent.add(element)
  return element
}

/** Draws what only the eye needs: rules, page numbers. */
export function drawArtifact(doc: Pdf, type: 'Layout' | 'Pagination', draw: () => void): void {
  doc.markContent('Artifact', { type })
  draw()
  doc.endMarkedContent()
}
