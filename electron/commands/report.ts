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
import { exportReport, type ReportFormat, readReport, saveNew } from '../export/index.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { readVersion } from '../start/version.ts'
import { openStoreReadOnly } from '../store/index.ts'
import type { Command, Values } from './command.ts'
import { headlessKeys } from './keys-of.ts'
import { readPreset } from './named-preset.ts'
import { Failure, print, WrongUsage } from './outcome.ts'
import { REPLAY_T0_WALL_MS } from './replay.ts'
import { optionalText, readText, requireText } from './values.ts'

const formats: readonly ReportFormat[] = ['pdf', 'csv', 'fhir', 'html', 'json']

export const report: Command = {
  usage:
    'report SESSION|SCRIPT.ndjson --format pdf|csv|fhir|html|json --out FILE [--paper a4|letter] [--appendices all|none|NAME,...] [--minutes 1|5|15] [--pseudonymised] [--bom]',
  does: 'the report of a recorded session or of a session script',
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    preset: { type: 'string' },
    paper: { type: 'string' },
    appendices: { type: 'string' },
    minutes: { type: 'string' },
    pseudonymised: { type: 'boolean' },
    bom: { type: 'boolean' },
  },
  async run(values, [of]) {
    if (of === undefined) throw new WrongUsage('Name a session or a session script.')
    const format = formats.find(known => known === requireText(values, 'format'))
    if (!format) throw new WrongUsage(`--format must be one of ${formats.join(', ')}.`)
    const out = requireText(values, 'out')
    const pseudonymised = values['pseudonymised'] === true
    const paper = readPaper(values)
    const content = readContent(values)
    const { report: made, people } = of.endsWith('.ndjson')
      ? { report: replayReport(await readText(of), await readPreset(values)), people: [] }
      : storedReport(of)
    const { bytes, mediaType } = await exportReport(made, format, words, {
      pseudonymised,
      people,
      paper,
      content,
      byteOrderMark: values['bom'] === true,
    })
    try {
      if (!saveNew(out, bytes))
        throw new Failure(`${out} is there already and was not touched: name another file.`)
    } catch (error) {
      if (error instanceof Failure) throw error
      throw new Failure(`${out} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
    }
    print({ session: made.session.id, format, file: out, mediaType, bytes: bytes.length })
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

interface Stored {
  readonly report: Report
  /** Whose roles a pseudonymised report may tell. */
  readonly people: readonly Person[]
}

function storedReport(sessionId: string): Stored {
  const store = openStoreReadOnly(defaultDataDir(), headlessKeys)
  try {
    const now = Date.now()
    const report = readReport(
      store,
      sessionId,
      {
        at: { monoMs: 0, wallMs: now },
        by: HEADLESS,
        software: readVersion(),
      },
      words,
    )
    return { report, people: store.people() }
  } finally {
    store.close()
  }
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
