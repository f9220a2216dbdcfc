import { globSync, readFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { presetFor } from '../../fixtures/scenarios/preset-of.ts'
import { oddTexts, textFields } from '../../shared/ipc/testing/text-fields.ts'
import { requests } from '../../shared/ipc.ts'
import { whyNotText } from '../../shared/plain-text.ts'
import { type ActName, acts } from '../../shared/record/index.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { exportReport, type ReportFormat, readReport } from '../export/index.ts'
import { readPages, squash } from '../export/testing/read-pdf.ts'
import { validateDocument } from '../export/testing/validate-fhir.ts'
import { emptyStore, exportFile, importInto, note, storeScript } from './testing/stored.ts'

/*
 * Every text that an act of a session takes: whatever is accepted where it is typed stands in the record, in each format of the report and in
 * the session file, and comes back from it as it was. The fields are found in the requests' schemas, and what people type in session
 * scripts stands there: a new act is in it with its scenario. What is typed besides: `shared/ipc/typed-text.test.ts`.
 */

/** Compared with what is there, and not kept; a word of the clinic's own set. */
const COMPARED = ['confirmIdentity.recordId', 'confirmPatient.recordId', 'recordMark.word']
/** In a script the name of somebody unknown is `by`. */
const BREAK_GLASS = 'acknowledge.name'

const dose = { t: 0, do: 'startDosing', by: 'nurse-1', lot: 'K1' }
const high = {
  t: 200,
  sample: { kind: 'nibp', systolic: 190, diastolic: 112, mean: 138, pulseRate: 72, status: 'ok' },
}
/** What no scenario types. */
const more: Readonly<Record<string, readonly object[]>> = {
  im: [
    { ...dose, mg: 30 },
    { t: 1500, do: 'recordBooster', by: 'nurse-1', mg: 15, lot: 'A2', reason: 'as agreed' },
  ],
  spravato: [
    { ...dose, reason: 'as agreed' },
    high,
    { t: 220, do: 'acknowledge', by: 'Bystander', alarm: 'systolic-high', reason: 'busy', breakGlass: true },
    { t: 230, do: 'setBaseline', by: 'prescriber-1', systolic: 130, diastolic: 80, reason: 'after stairs' },
    { t: 300, do: 'endDosing', by: 'nurse-1', reason: 'asked for it' },
    { t: 305, do: 'recordRems', by: 'nurse-1', answers: { providerName: 'Prof. Innes' } },
    { t: 310, do: 'overrideCheck', by: 'prescriber-1', check: 'D2', reason: 'leaves at once' },
    { t: 400, gap: 3000, cause: 'restart', boot: 'another' },
    { t: 3500, do: 'confirmGap', by: 'nurse-1', lengthMin: 50 },
    {
      t: 3510,
      do: 'correctGap',
      by: 'nurse-1',
      gapNumber: 1,
      lengthMin: 52,
      lengthConfirmed: true,
      reason: 'by the log',
    },
    { t: 3520, do: 'startDischarge', by: 'nurse-1', reason: 'wants to go' },
    { t: 3600, do: 'confirmPatient', by: 'nurse-1', same: false, reason: 'somebody else' },
  ],
}

type Line = Readonly<Record<string, unknown>> & { readonly t: number; readonly do?: ActName }
interface Story {
  readonly name: string
  readonly lines: readonly Line[]
}

interface Field {
  readonly where: string
  readonly request: ActName
  readonly name: string
  /** Under the name, where it is one of several answers. */
  readonly key?: string
}
const fields: readonly Field[] = textFields().flatMap(({ request, path }) => {
  const [name = '', star] = path.split('.')
  const where = `${request}.${path}`
  if (!Object.hasOwn(acts, request) || COMPARED.includes(where)) return []
  return [
    { where, request: request as ActName, name, ...(star === undefined ? {} : { key: 'providerName' }) },
  ]
})

/** Where a line of a script has this text; null: it has none. */
function slotOf(line: Line, { where, request, name, key }: Field): string | null {
  if (line.do !== request) return null
  if (where === BREAK_GLASS) return line['breakGlass'] === true ? 'by' : null
  const value = line[name]
  return value === undefined || (key !== undefined && !Object.hasOwn(value as object, key)) ? null : name
}

/** Few scripts in which each field is typed. */
function chooseStories(): readonly Story[] {
  const scenarios = globSync('fixtures/scenarios/*.ndjson')
    .filter(path => !path.endsWith('.events.ndjson'))
    .sort()
    .map(path => ({
      name: basename(path, '.ndjson'),
      lines: readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as Line),
    }))
  const stories = [
    ...Object.entries(more).map(([name, lines]) => ({ name, lines: lines as readonly Line[] })),
    ...scenarios,
  ]
  const chosen: Story[] = []
  const left = new Set(fields)
  while (left.size > 0) {
    const typedIn = ({ lines }: Story) =>
      [...left].filter(field => lines.some(line => slotOf(line, field) !== null))
    const [best] = stories.toSorted((one, other) => typedIn(other).length - typedIn(one).length)
    const typed = best ? typedIn(best) : []
    if (!best || typed.length === 0) break
    chosen.push(best)
    for (const field of typed) left.delete(field)
  }
  return chosen
}

/** Does a window's request take this text there? Gives it as it is kept then; null: it is refused. */
function take({ request, name, key }: Field, text: string): string | null {
  if (whyNotText(text) !== null) return null
  const { shape } = requests[request].payload as z.ZodObject
  const parsed = (shape[name] as z.ZodType).safeParse(key === undefined ? text : { [key]: text })
  if (!parsed.success) return null
  return String(key === undefined ? parsed.data : (parsed.data as Record<string, unknown>)[key])
}

const EVERY_S = 60
/** Readings enough for the same alarms, and no more. */
const thin = (line: Line): Line => (line['every'] === undefined ? line : { ...line, every: EVERY_S })

/** After everything else: what is open is no file. */
function closing(lines: readonly Line[]): Line {
  const t = Math.max(...lines.map(line => line.t)) + 60
  return { t, do: 'closeSession', by: 'clinician-1', reason: 'end' }
}

/** The script with other words. @param textOf what is typed into a field; null: what stood there */
function retype({ lines }: Story, textOf: (field: Field) => string | null): string {
  return lines
    .map(line =>
      Object.fromEntries([
        ...Object.entries(thin(line)),
        ...fields.flatMap(field => {
          const slot = slotOf(line, field)
          const text = slot === null ? null : textOf(field)
          if (slot === null || text === null) return []
          const { key } = field
          return [[slot, key === undefined ? text : { ...(line[slot] as object), [key]: text }]]
        }),
      ]),
    )
    .concat(lines.some(line => line.do === 'closeSession') ? [] : [closing(lines)])
    .map(line => JSON.stringify(line))
    .join('\n')
}

let a: ReturnType<typeof emptyStore>
let b: ReturnType<typeof emptyStore>
beforeAll(() => {
  a = emptyStore('1.0.0')
  b = emptyStore('2.0.0')
})
afterAll(() => {
  for (const { store, dir } of [a, b]) {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  }
})

let sessions = 0
/** Holds the session, and takes its file elsewhere; gives what each format says, without blanks. */
async function goThere(
  story: Story,
  script: string,
  formats: readonly ReportFormat[],
): Promise<Record<string, string>> {
  sessions += 1
  const id = `S-20261123-${sessions}`
  storeScript(a.store, script, id, 'simulated', undefined, presetFor(story.name))
  const file = await exportFile(a.store, id)
  await importInto(b.store, file)
  expect((await exportFile(b.store, id)).equals(file)).toBe(true)
  expect(b.store.session(id)?.session).toEqual(a.store.session(id)?.session)
  const report = readReport(b.store, id, { at: note.at, by: 'Ada', software: '1.0.0' }, words)
  const said: Record<string, string> = {
    json: squash(textsIn(file.toString('utf8'))),
  }
  for (const format of formats) {
    const { bytes } = await exportReport(report, format, words, {})
    const text = new TextDecoder().decode(bytes)
    // Which letters a font has not is `electron/export/letters.test.ts`.
    if (format === 'pdf') expect(readPages(bytes).length).toBeGreaterThan(1)
    if (format === 'html') said['html'] = squash(unescapeXml(text))
    if (format === 'csv') said['csv'] = squash(text.replaceAll('""', '"'))
    if (format === 'fhir') {
      expect(validateDocument(text)).toEqual([])
      // Its narrative is XHTML.
      const texts = textsIn(text)
      said['fhir'] = squash(`${texts}\n${unescapeXml(texts)}`)
    }
  }
  return said
}

/** Every text of a JSON document. */
function textsIn(json: string): string {
  const texts: string[] = []
  JSON.parse(json, (_key, value: unknown) => {
    if (typeof value === 'string') texts.push(value)
    return value
  })
  return texts.join('\n')
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}
const unescapeXml = (text: string) =>
  text.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, entity => entities[entity] ?? '')

/** Told apart from every other text: no hash has a letter like these. */
const mark = (field: Field) => `zq${fields.indexOf(field) + 100}`

describe('what people type in a session', { timeout: 400_000 }, () => {
  const stories = chooseStories()
  /** Which fields each story says in each format. */
  const says = new Map<Story, Readonly<Record<string, readonly Field[]>>>()

  it('stands in the file, each field of each act', async () => {
    for (const story of stories) {
      const said = await goThere(story, retype(story, mark), ['csv', 'html', 'fhir'])
      const found = Object.entries(said).map(([format, text]) => [
        format,
        fields.filter(field => text.includes(mark(field))),
      ])
      says.set(story, Object.fromEntries(found))
    }
    const kept = [...says.values()].flatMap(({ json = [] }) => json)
    expect(fields.filter(field => !kept.includes(field)).map(({ where }) => where)).toEqual([])
  })

  it('comes back as it was, in every format, or is refused where it is typed', async () => {
    const queues = new Map(
      fields.map(field => [field, oddTexts.filter(text => take(field, `${mark(field)}${text}`) !== null)]),
    )
    for (const [{ where }, queue] of queues) expect(queue.length, where).toBeGreaterThan(20)
    for (let round = 0; [...queues.values()].some(({ length }) => length > 0); round++) {
      const texts = new Map<Field, string>()
      const typedNow = new Set<Field>()
      for (const [field, queue] of queues) {
        let text = mark(field)
        let used = 0
        for (const next of queue) {
          if (take(field, text + next) === null) break
          text += next
          used += 1
        }
        queue.splice(0, used)
        if (used > 0) typedNow.add(field)
        texts.set(field, text)
      }
      for (const story of stories.filter(({ lines }) =>
        [...typedNow].some(field => lines.some(line => slotOf(line, field) !== null)),
      )) {
        const known = says.get(story) ?? {}
        const script = retype(story, field => texts.get(field) ?? null)
        const said = await goThere(
          story,
          script,
          round > 0 ? [] : story === stories[0] ? ['csv', 'html', 'fhir', 'pdf'] : ['csv', 'html', 'fhir'],
        )
        for (const [format, text] of Object.entries(said))
          for (const field of known[format] ?? [])
            expect(text, `${field.where} in ${format}`).toContain(
              squash(take(field, texts.get(field) ?? '') ?? ''),
            )
      }
    }
  })

  it('comes back where it begins like a formula, or with what cannot be seen', async () => {
    const first = ['=1+1', '＝1', '\u200b=1', '\u202eabc', '\u0301a', '"']
    for (const turn of [0, 1])
      for (const story of stories) {
        const textOf = (field: Field) =>
          take(field, first[(fields.indexOf(field) + turn) % first.length] ?? '')
        await goThere(story, retype(story, textOf), ['csv', 'html'])
      }
  })
})
