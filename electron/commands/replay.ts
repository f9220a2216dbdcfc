import { parseScript, replayScript } from '../../shared/session/script.ts'
import type { Command } from './command.ts'
import { print, WrongUsage } from './outcome.ts'
import { readPreset, readText } from './values.ts'

/** Wall time of T0 in a replay: any fixed moment, so that the same script always prints the same. */
export const REPLAY_T0_WALL_MS = Date.UTC(2026, 0, 1, 9, 0, 0)

export const replay: Command = {
  usage: 'replay SCRIPT.ndjson [--preset ID]',
  does: 'a session script on a virtual clock: alarm and session events out',
  options: { preset: { type: 'string' } },
  async run(values, [file]) {
    if (file === undefined) throw new WrongUsage('Name the session script.')
    const preset = readPreset(values)
    const script = parseScript(await readText(file))
    replayScript(script, {
      preset,
      sessionId: 'replay',
      t0WallMs: REPLAY_T0_WALL_MS,
      onEvent: print,
    })
  },
}
