import { rmSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sameStories } from '../../fixtures/test-size.ts'
import { writeCsv } from '../../shared/report/formats/csv.ts'
import { MOST_FILE_BYTES, SESSION_FORMAT_VERSION } from '../../shared/session-file/format.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { readReport } from '../export/index.ts'
import { openRaw } from '../store/testing/raw.ts'
import { checkSize } from './check-size.ts'
import { importSession } from './import-session.ts'
import { readSessionBytes } from './read-bytes.ts'
import { forge, forgeValue } from './testing/forge.ts'
import {
  emptyStore,
  exportFile,
  ID,
  importInto,
  note,
  shortScript,
  storeScript,
  T0_WALL_MS,
} from './testing/stored.ts'

fc.configureGlobal(sameStories)

let a: ReturnType<typeof emptyStore>
let b: ReturnType<typeof emptyStore>
beforeEach(() => {
  a = emptyStore('1.0.0')
  b = emptyStore('2.0.0')
})
afterEach(() => {
  for (const { store, dir } of [a, b]) {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  }
})

/** Everything that is in a store. */
function contentOf(dir: string): string {
  const db = openRaw(dir, { readOnly: true })
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()
    return JSON.stringify(tables.map(({ name }) => db.prepare(`SELECT * FROM "${String(name)}"`).all()))
  } finally {
    db.close()
  }
}
async function refusal(file: Uint8Array): Promise<string> {
  const before = contentOf(b.dir)
  try {
    await importInto(b.store, file)
  } catch (error) {
    expect(contentOf(b.dir)).toBe(before)
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
  return 'imported'
}

describe('a wrong file', () => {
  let file: Buffer
  beforeEach(async () => {
    storeScript(a.store, shortScript())
    file = await exportFile(a.store)
  })
  const head = (text: string) =>
    Buffer.concat([Buffer.from(`${text}\n`), file.subarray(file.indexOf(10) + 1)])

  it('is refused in one sentence, and the store is as it was', async () => {
    const body = file.toString()
    const cases: readonly (readonly [file: Uint8Array, sentence: RegExp])[] = [
      [Buffer.alloc(0), /The file is empty/],
      [file.subarray(0, -1), /cut off: its end is missing/],
      [file.subarray(0, Math.floor(file.length / 2)), /cut off/],
      [file.subarray(0, 40), /not a session file/],
      [Buffer.from(body.replace('"value":97', '"value":98')), /damaged or changed afterwards/],
      [Buffer.from(body.replaceAll('\n', '\r\n')), /not a session file|cut off|damaged/],
      [Buffer.from(JSON.stringify(JSON.parse(body))), /its first line is not one/],
      [Buffer.from(JSON.stringify(JSON.parse(body), null, 1)), /another program has written anew/],
      [Buffer.from('{\n "format": "vigil-report",\n "version": 1}\n'), /reports of an older Vigil/],
      [Buffer.from('hello\n'), /not a session file/],
      [Buffer.from('{"resourceType":"Bundle"}\n'), /not a session file/],
      [Buffer.alloc(MOST_FILE_BYTES, 0x20), /its first line/],
      [Buffer.concat([file, file]), /damaged or changed/],
      [
        head(`{"format":"vigil-session","version":${SESSION_FORMAT_VERSION + 1},"digest":"x",`),
        /newer Vigil/,
      ],
      [head('{"format":"vigil-session","version":0,"digest":"x",'), /version that never was/],
      [head('{"format":"vigil-session","version":1,"digest":"x",'), /line 1/],
    ]
    for (const [wrong, sentence] of cases) expect(await refusal(wrong)).toMatch(sentence)
  })

  it('is refused by its size before anything else', () => {
    expect(() => checkSize(2 ** 31)).toThrow(/larger \(2048 MB\) than any session of Vigil \(64 MB\)/)
    expect(() => checkSize(MOST_FILE_BYTES)).not.toThrow()
  })

  const session = /^"session":/
  const reading = /"kind":"vital"/
  const cuff = /"kind":"nibp"/
  const record = /"entry":/
  /** What is changed, in which line, at which place in it, to what (undefined: taken away), and what is said then. */
  const forgeries: readonly (readonly [string, line: RegExp, path: string, value: unknown, RegExp])[] = [
    ['open', session, 'closed', undefined, /was still open when the file was written/],
    ['a formula for initials', session, 'patient.initials', '=cmd()', /initials: a name/],
    ['a formula for a record number', session, 'patient.recordId', '＝1', /recordId: a name/],
    ['a formula for a name', session, 'opened.by', '@SUM(A1)', /opened\.by: a name/],
    ['control characters in a name', session, 'opened.by', 'a\u0007', /control characters/],
    ['a path for an id', session, 'id', '../../x', /id: an identifier/],
    ['a stranger among the fields', session, 'extraField', 1, /has no field/],
    ['a field named by control characters', session, 'a\nb', 1, /a name that is none/],
    ['a prototype', record, 'entry.x', JSON.parse('{"__proto__":{}}'), /a name that is none/],
    [
      'limits that overlap',
      session,
      'preset.limits.systolic-low.levels',
      { high: [240, 0] },
      /preset\.limits/,
    ],
    ['a reading of another session', reading, 'sessionId', 'S-2', /is of session S-2/],
    ['simulated values as measured ones', session, 'simulated', false, /a simulated value in a session/],
    ['typed values as measured ones', session, 'manual', false, /a manual value in a session/],
    ['a quality that is none', reading, 'quality', 'superb', /quality/],
    ['a vital sign that is none', reading, 'vital', 'mood', /vital/],
    ['a text for a figure', cuff, 'systolic', '=1', /systolic/],
    ['a reading before its time', reading, 'at.monoMs', -1e9, /not within the session/],
    ['half milliseconds', reading, 'at.monoMs', 0.5, /at\.monoMs/],
    ['a kind of event that is none', record, 'entry.kind', 'party', /entry\.kind/],
    ['nesting without end', record, 'entry.deep', nest(500), /nested too deeply/],
    ['a text without end', record, 'entry.text', 'x'.repeat(5000), /too long/],
    ['half a letter', record, 'entry.text', '\ud800', /control characters/],
    ['a signature without its record', session, 'signatures', [signature], /no record says/],
    ['a scale that does not add up', session, 'scales', [scale], /does not add up/],
  ]
  it.each(forgeries)('is refused though its digest fits: %s', async (_what, line, path, value, sentence) => {
    const said = await refusal(forgeValue(file, line, path, value))
    expect(said).toMatch(sentence)
    expect(said).toMatch(/^SessionFileError: [^\n]*\.$/)
  })

  const lineForgeries: readonly (readonly [what: string, (lines: string[]) => readonly string[], RegExp])[] =
    [
      ['a reading twice', lines => twice(lines, reading), /out of order/],
      [
        'a field twice',
        lines => lines.map(l => l.replace('"quality":"good"', '"quality":"good","quality":"good"')),
        /not of the known form/,
      ],
      [
        'a figure in another form',
        lines => lines.map(l => l.replace('"value":97', '"value":97.0')),
        /not of the known form/,
      ],
      [
        'no close',
        lines => lines.filter(l => !l.includes('"kind":"closed"')),
        /close of the session is missing/,
      ],
      ['no list', lines => lines.filter(l => l !== '"readings":['), /"readings" is missing/],
      ['something after the end', lines => [...lines.slice(0, -1), '"more":{}}}', ''], /something follows/],
      [
        'of a script',
        lines => lines.map(l => l.replace(/^"recordHash":.*/, '"recordHash":null,')),
        /session script/,
      ],
      [
        'a line that is no JSON',
        lines => lines.map(l => (reading.test(l) ? l.replace('{', '{{') : l)),
        /not JSON/,
      ],
    ]
  it.each(lineForgeries)('is refused though its digest fits: %s', async (_what, edit, sentence) => {
    expect(await refusal(forge(file, edit))).toMatch(sentence)
  })

  it('that says nothing of whose session it was is refused, and names nobody', async () => {
    const hidden = await exportFile(a.store, ID, true)
    expect(await refusal(hidden)).toMatch(/^SessionFileError: The file is pseudonymised: .*\.$/)
    expect(file.toString()).toContain('Łukasz Żak')
    expect(hidden.toString()).not.toContain('Łukasz Żak')
  })

  it('that is not text is refused', async () => {
    const bytes = Buffer.from(file)
    bytes[file.length - 20] = 0xff
    expect(await refusal(bytes)).toMatch(/damaged or changed/)
  })

  it('may hold formulas in free text: they stay text, and no spreadsheet computes them', async () => {
    const mark = { event: 'session', kind: 'mark', id: 'mark-1', mark: 'note', text: '=cmd()', by: ' =1' }
    const forged = forgeValue(forgeValue(file, record, 'entry', mark), cuff, 'error', '＝cmd()')
    await importInto(b.store, forged)
    const csv = writeCsv(readReport(b.store, ID, { at: note.at, by: 'Ada', software: 'x' }, words), words)
    const cells: string[][] = parse(csv, { record_delimiter: '\r\n' })
    expect(cells.flat()).toContain("' =1")
    expect(cells.flat()).toContain("'＝cmd()")
    for (const cell of cells.flat()) expect(cell).not.toMatch(/^[\s\p{Cf}]*[=＝@＠+＋－]/u)
  })

  it('edited anywhere is refused, or is the same session', async () => {
    const before = contentOf(b.dir)
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            at: fc.nat(file.length - 1),
            remove: fc.nat(40),
            insert: fc.oneof(
              fc.string({ maxLength: 8 }),
              fc.constantFrom('\n', ',', '{', '}', '"', '0', ' '),
            ),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        async edits => {
          let edited = file
          for (const { at, remove, insert } of edits)
            edited = Buffer.concat([
              edited.subarray(0, at),
              Buffer.from(insert),
              edited.subarray(at + remove),
            ])
          try {
            const ready = await readSessionBytes(edited)
            expect(edited.equals(file)).toBe(true)
            expect(ready.session.id).toBe(ID)
          } catch (error) {
            expect(String(error)).toMatch(/^SessionFileError: [^\n]*\.$/)
          }
        },
      ),
      { numRuns: 300 },
    )
    expect(contentOf(b.dir)).toBe(before)
  })

  it('edited by somebody who makes the digest fit is refused, or gives what it says', async () => {
    const lines = file.toString().split('\n')
    await fc.assert(
      fc.asyncProperty(
        fc.nat(lines.length - 3),
        fc.nat(1000),
        fc.nat(6),
        fc.constantFrom('', '0', '"', '}', '1e9', 'null', ',', 'x', '-', '[', '9'),
        async (line, at, remove, insert) => {
          const forged = forge(file, before =>
            before.map((l, index) => {
              const place = at % (l.length + 1)
              return index === line ? l.slice(0, place) + insert + l.slice(place + remove) : l
            }),
          )
          const c = emptyStore()
          try {
            await importSession(c.store, await readSessionBytes(forged), note)
            // What was let in is consistent: it verifies, is reported, and comes out as it went in but for what is derived.
            expect(c.store.verify().ok).toBe(true)
            const id = c.store.sessions(1)[0]?.id ?? ''
            const plain = (bytes: Buffer) => bytes.toString().split('\n').slice(1, -2).join('\n')
            expect(plain(await exportFile(c.store, id))).toBe(plain(forged))
          } catch (error) {
            expect(String(error)).toMatch(/^SessionFileError: [^\n]*\.$/)
            expect(c.store.sessions(1)).toEqual([])
          } finally {
            c.store.close()
            rmSync(c.dir, { recursive: true, force: true })
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

const act = { by: 'Ada', at: { monoMs: 0, wallMs: T0_WALL_MS } }
const signature = {
  id: 'signature-1',
  role: 'nurse',
  meaning: 'reviewed',
  recordHash: 'a'.repeat(64),
  ...act,
}
const scale = { id: 'scale-1', scale: 'moaas', answers: [5], total: 4, ...act }

function nest(depth: number): unknown {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = [value]
  return value
}
function twice(lines: string[], line: RegExp): readonly string[] {
  const index = lines.findIndex(candidate => line.test(candidate))
  return lines.toSpliced(index, 0, lines[index] ?? '')
}
