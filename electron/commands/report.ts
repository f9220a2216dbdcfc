import { existsSync } from 'node:fs'
import type { Preset } from '../../shared/presets/index.ts'
import { appendices, minuteSteps, type ReportContent, usualContent } from '../../shared/report/content.ts'
import { HEADLESS } from '../../shared/report/formats/fhir/index.ts'
import { makeReport, type Report } from '../../shared/report/model.ts'
import { type Paper, papers } from '../../shared/report/paper.ts'
import type { Person } from '../../shared/roles.ts'
import { evaluateDischarge } from '../../shared/session/discharge.ts'
import { replayScript } from '../../shared/session/replay.ts'
import { parseScript } from '../../shared/session/script.ts'
import type { LogEntry } from '../../shared/views.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { hasChosen } from '../core/people/people.ts'
import type { Checking } from '../core/people/secrets-of.ts'
import { requireNamed } from '../core/people/two-people.ts'
import { exportReport, type ReportFormat, readReport, saveNew } from '../export/index.ts'
import { loginName } from '../process/login.ts'
import { stderr } from '../process/output.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { readVersion } from '../start/version.ts'
import { databasePath, type ReadStore, StoreError } from '../store/index.ts'
import type { Command, Values } from './command.ts'
import { readPreset } from './named-preset.ts'
import { openRecord, openToRead } from './opened.ts'
import { Failure, print, WrongUsage } from './outcome.ts'
import { REPLAY_T0_WALL_MS } from './replay.ts'
import { askPin } from './two-people.ts'
import { optionalText, readText, requireText } from './values.ts'

const formats: readonly ReportFormat[] = ['pdf', 'csv', 'fhir', 'html', 'json']

export const report: Command = {
  usage:
    'report SESSION|SCRIPT.ndjson --format pdf|csv|fhir|html|json --out FILE [--paper a4|letter] [--appendices all|none|NAME,...] [--minutes 1|5|15] [--pseudonymised] [--by NAME] [--bom]',
  does: 'the report of a recorded session or of a session script',
  more: [
    'That a recorded session was exported, in which format and by which login, is noted in the record: end Vigil first.',
    'With names it is made by a person with a PIN, where there is one: --by NAME, the PIN on standard input.',
    'With --pseudonymised it is made beside a running Vigil too, which says that it was not noted.',
  ],
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    preset: { type: 'string' },
    paper: { type: 'string' },
    appendices: { type: 'string' },
    minutes: { type: 'string' },
    pseudonymised: { type: 'boolean' },
    by: { type: 'string' },
    bom: { type: 'boolean' },
  },
  words: 1,
  async run(values, [of]) {
    if (of === undefined) throw new WrongUsage('Name a session or a session script.')
    const format = formats.find(known => known === requireText(values, 'format'))
    if (!format) throw new WrongUsage(`--format must be one of ${formats.join(', ')}.`)
    const out = requireText(values, 'out')
    const pseudonymised = values['pseudonymised'] === true
    const paper = readPaper(values)
    const content = readContent(values)
    const save = async (made: Report, people: readonly Person[], note: () => void) => {
      const { bytes, mediaType } = await exportReport(made, format, words, {
        pseudonymised,
        people,
        paper,
        content,
        byteOrderMark: values['bom'] === true,
      })
      // Before it is out of hand: what left without a word is worse than a word too many.
      if (!existsSync(out)) note()
      saveReport(out, bytes)
      print({ session: made.session.id, format, file: out, mediaType, bytes: bytes.length })
    }
    if (of.endsWith('.ndjson')) {
      await save(replayReport(await readText(of), await readPreset(values)), [], () => {})
      return
    }
    const noted = openNoted(pseudonymised)
    try {
      const { store, note } = noted
      const found = readStored(store, of)
      const by = pseudonymised ? loginName() : await whoExports(noted.checking, values)
      await save(found, store.people(), () => note({ by, session: of, format, pseudonymised }))
    } finally {
      await noted.close()
    }
  },
}

function readPaper(values: Values): Paper {
  const wanted = optionalText(values, 'paper') ?? 'a4'
  const paper = papers.find(known => known === wanted.toLowerCase())
  if (!paper) throw new WrongUsage(`--paper must be one of ${papers.join(', ')}.`)
  return paper
}

/** Which appendices follow page 1 of what people read. */
function readContent(values: Values): ReportContent {
  const wanted = optionalText(values, 'appendices')
  const step = Number(optionalText(values, 'minutes') ?? usualContent.minuteStep)
  const minuteStep = minuteSteps.find(known => known === step)
  if (!minuteStep) throw new WrongUsage(`--minutes must be one of ${minuteSteps.join(', ')}.`)
  if (wanted === undefined) return { ...usualContent, minuteStep }
  if (wanted === 'all') return { appendices, minuteStep }
  const chosen = wanted === 'none' ? [] : wanted.split(',').map(name => name.trim())
  const unknown = chosen.filter(name => !appendices.some(known => known === name))
  if (unknown.length > 0)
    throw new WrongUsage(
      `--appendices must be all, none or some of ${appendices.join(', ')}, not ${unknown.join(', ')}.`,
    )
  return { appendices: appendices.filter(known => chosen.includes(known)), minuteStep }
}

function saveReport(out: string, bytes: Uint8Array): void {
  try {
    if (!saveNew(out, bytes))
      throw new Failure(`${out} is there already and was not touched: name another file.`)
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(`${out} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}

interface Noted {
  readonly store: ReadStore
  /** null: the record is only read. */
  readonly checking: Checking | null
  note(of: { by: string; session: string; format: ReportFormat; pseudonymised: boolean }): void
  close(): Promise<void>
}

/** As in the app, the record says who has made a report of what. @throws Failure: it cannot say so, and the report would hold names */
function openNoted(pseudonymised: boolean): Noted {
  const dataDir = defaultDataDir()
  try {
    const { store, checking, close } = openRecord(dataDir)
    return {
      store,
      checking,
      close,
      note({ by, session, format }) {
        const hidden = pseudonymised ? { pseudonymised } : {}
        checking.note({ event: 'system', kind: 'export', by, session, format, ...hidden })
      },
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    if (!pseudonymised && existsSync(databasePath(dataDir)))
      throw new Failure(
        `A report with names is noted in the record, which cannot be written now. ${error.message} Or make it in Vigil's window, or --pseudonymised.`,
      )
    const store = openToRead(dataDir)
    return {
      store,
      checking: null,
      note: () => void stderr.write(`This is not noted in the record. ${error.message}\n`),
      close: async () => store.close(),
    }
  }
}

/**
 * In whose name names leave: a person who gives a PIN for it, as in a window; where nobody has one yet, the login.
 *
 * @throws WrongUsage, Failure, Refusal with one sentence
 */
async function whoExports(checking: Checking | null, values: Values): Promise<string> {
  const { register } = checking ?? {}
  const isAsked = register?.people().some(({ id, active }) => active && hasChosen(register.credentialsOf(id)))
  if (!checking || !isAsked) return loginName()
  const name = optionalText(values, 'by')
  if (name === undefined)
    throw new WrongUsage('A report with names wants a person: --by NAME, the PIN on standard input.')
  const person = requireNamed(checking.register, name)
  await askPin(checking, person)
  return person.name
}

function readStored(store: ReadStore, sessionId: string): Report {
  const at = { monoMs: 0, wallMs: Date.now() }
  return readReport(store, sessionId, { at, by: HEADLESS, software: readVersion() }, words)
}

/** A script's report is the same whenever it is made: all its times are virtual. */
function replayReport(script: string, preset: Preset): Report {
  const { state, readings, log } = replayScript(parseScript(script), {
    preset,
    sessionId: 'script',
    t0WallMs: REPLAY_T0_WALL_MS,
  })
  const entries = log.map(
    ({ at, entry }, index): LogEntry => ({ sessionId: 'script', seq: index + 1, at, entry }),
  )
  const end = entries.at(-1)?.at ?? readings.at(-1)?.at ?? { monoMs: 0, wallMs: REPLAY_T0_WALL_MS }
  return makeReport(
    {
      session: state.session,
      readings,
      log: entries,
      limits: state.alarm.limits,
      discharge: evaluateDischarge(state, end),
      setting: { clinic: '', room: 'session script', software: readVersion() },
      recordHash: null,
      generatedAt: end,
      generatedBy: HEADLESS,
      utcOffsetMin: 0,
    },
    words,
  )
}
