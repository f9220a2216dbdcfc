import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { writeCsv } from '../../shared/report/formats/csv.ts'
import { writeFhir } from '../../shared/report/formats/fhir/index.ts'
import { writeHtml } from '../../shared/report/formats/html.ts'
import type { Report } from '../../shared/report/model.ts'
import { writeSessionFile } from '../../shared/session-file/write.ts'
import { nameUuid } from './name-uuid.ts'
import { renderPdf } from './pdf.ts'

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

/**
 * Writes a report down. JSON is the whole session, which can be imported elsewhere.
 *
 *
 * @param pseudonymised for FHIR alone: without the patient's identifiers and free text
 */
export async function exportReport(
  report: Report,
  format: ReportFormat,
  { pseudonymised = false } = {},
): Promise<Exported> {
  const text = (content: string) => new TextEncoder().encode(content)
  switch (format) {
    case 'pdf':
      return { bytes: await renderPdf(report), mediaType: 'application/pdf', extension: 'pdf' }
    case 'csv':
      return { bytes: text(writeCsv(report)), mediaType: 'text/csv;charset=utf-8', extension: 'csv' }
    case 'json':
      return {
        bytes: text(writeSessionFile(report, digestText)),
        mediaType: 'application/json',
        extension: 'json',
      }
    case 'html':
      return { bytes: text(writeHtml(report)), mediaType: 'text/html;charset=utf-8', extension: 'html' }
    case 'fhir':
      return {
        bytes: text(writeFhir(report, { nameUuid, pseudonymised })),
        mediaType: 'application/fhir+json',
        extension: 'fhir.json',
      }
  }
}

/**
 * Saves a file under a name that is free: an existing one is never written over.
 *
 * @param baseName without patient data: file names travel further than files
 * @returns its path
 */
export function saveExport(dir: string, baseName: string, extension: string, bytes: Uint8Array): string {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  for (let number = 1; ; number++) {
    const path = join(dir, `${baseName}${number === 1 ? '' : `-${number}`}.${extension}`)
    if (saveNew(path, bytes)) return path
  }
}

/** Saves a new file whole; false when there is one of that name. @throws the file system's error otherwise */
export function saveNew(path: string, bytes: Uint8Array): boolean {
  let file: number
  try {
    file = openSync(path, 'wx', 0o600)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return true
}
