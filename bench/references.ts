import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import PDFDocument from 'pdfkit'

/*
 * What the computer takes for work that is none of ours, measured beside each figure: where two runs of a benchmark differ
 * and their references do as well, it was the computer.
 */

export interface Reference {
  readonly name: string
  /** Runs it once; gives ms, of CPU where it computes and by the wall where it waits for the disk. */
  readonly once: () => number | Promise<number>
}

const ROUNDS = 20_000_000

/** Whole numbers in a plain loop, in CPU time. */
export const plainLoop: Reference = {
  name: `plain loop, ${ROUNDS / 1e6} M rounds, CPU`,
  once() {
    const before = process.cpuUsage()
    let x = 2463534242
    for (let n = 0; n < ROUNDS; n++) {
      x ^= x << 13
      x ^= x >>> 17
      x ^= x << 5
    }
    const { user, system } = process.cpuUsage(before)
    if (x === 0) throw new Error('The loop was left out.')
    return (user + system) / 1000
  },
}

const COMMITS = 50

/** Plain node:sqlite with the settings of the record, by the wall: what a commit costs on this disk. */
export const plainSqlite: Reference = {
  name: `plain node:sqlite, ${COMMITS} commits, wall`,
  once() {
    const dir = mkdtempSync(join(tmpdir(), 'vigil-bench-'))
    const db = new DatabaseSync(join(dir, 'plain.db'))
    try {
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER, text TEXT)')
      const insert = db.prepare('INSERT INTO t VALUES (?, ?)')
      const startedMs = performance.now()
      for (let n = 0; n < COMMITS; n++) insert.run(n, 'x'.repeat(200))
      return performance.now() - startedMs
    } finally {
      db.close()
      rmSync(dir, { recursive: true, force: true })
    }
  },
}

const PAGES = 20

/** Pages of text by the PDF library alone, in CPU time. */
export const plainPdf: Reference = {
  name: `pdfkit alone, ${PAGES} pages, CPU`,
  async once() {
    const before = process.cpuUsage()
    const doc = new PDFDocument({ size: 'A4' })
    const ended = new Promise(resolve => doc.on('end', resolve))
    doc.resume()
    for (let page = 0; page < PAGES; page++) {
      if (page > 0) doc.addPage()
      for (let line = 0; line < 50; line++) doc.text(`Line ${line} of page ${page}: 98 % 72 /min 124/76 mmHg`)
    }
    doc.end()
    await ended
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  },
}
