import type { Preset } from '../../shared/presets/index.ts'
import { HEADLESS } from '../../shared/report/formats/fhir/index.ts'
import { makeReport, type Report } from '../../shared/report/model.ts'
import { parseScript, replayScript } from '../../shared/session/script.ts'
import type { LogEntry } from '../../shared/views.ts'
import { defaultDataDir } from '../core/data-dir.ts'
import { readReport } from '../core/report.ts'
import { readVersion } from '../core/version.ts'
import { exportReport, type ReportFormat, saveNew } from '../export/index.ts'
import { openStoreReadOnly } from '../store/index.ts'
import type { Command } from './command.ts'
import { Failure, print, WrongUsage } from './outcome.ts'
import { REPLAY_T0_WALL_MS } from './replay.ts'
import { readPreset, readText, requireText } from './values.ts'

const formats: readonly ReportFormat[] = ['pdf', 'csv', 'fhir', 'html', 'json']

export const report: Command = {
  usage: 'report SESSION|SCRIPT.ndjson --format pdf|csv|fhir|html|json --out FILE [--pseudonymised]',
  does: 'the report of a recorded session or of a session script',
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    preset: { type: 'string' },
    pseudonymised: { type: 'boolean' },
  },
  async run(values, [of]) {
    if (of === undefined) throw new WrongUsage('Name a session or a session script.')
    const format = formats.find(known => known === requireText(values, 'format'))
    if (!format) throw new WrongUsage(`--format must be one of ${formats.join(', ')}.`)
    const out = requireText(values, 'out')
    const pseudonymised = values['pseudonymised'] === true
    if (pseudonymised && format !== 'fhir')
      throw new WrongUsage('--pseudonymised goes with --format fhir: the other formats name the patient.')
    const made = of.endsWith('.ndjson')
      ? replayReport(await readText(of), await readPreset(values))
      : storedReport(of)
    const { bytes, mediaType } = await exportReport(made, format, { pseudonymised })
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

function storedReport(sessionId: string): Report {
  const store = openStoreReadOnly(defaultDataDir())
  try {
    const now = Date.now()
    return readReport(store, sessionId, {
      at: { monoMs: 0, wallMs: now },
      by: HEADLESS,
      software: readVersion(),
    })
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
  return makeReport({
    session: state.session,
    readings,
    log: entries,
    limits: state.alarm.limits,
    setting: { clinic: '', room: 'session script', software: readVersion() },
    recordHash: null,
    generatedAt: end,
    generatedBy: HEADLESS,
    utcOffsetMin: 0,
  })
}
