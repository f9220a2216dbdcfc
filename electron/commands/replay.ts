import { replayScript } from '../../shared/session/replay.ts'
import { parseScript } from '../../shared/session/script.ts'
import { isCapture } from '../ports/capture/format.ts'
import { openCapture, replayCapture } from './capture.ts'
import type { Command } from './command.ts'
import { readPreset } from './named-preset.ts'
import { print, WrongUsage } from './outcome.ts'
import { readBytes } from './values.ts'

/** Wall time of T0 in a replay: any fixed moment, so that the same script always prints the same. */
export const REPLAY_T0_WALL_MS = Date.UTC(2026, 0, 1, 9, 0, 0)

export const replay: Command = {
  usage: 'replay SCRIPT.ndjson|FILE.vcap [--preset ID|FILE.json]',
  does: 'a session script or a capture on a virtual clock: alarm and session events out',
  options: { preset: { type: 'string' } },
  words: 1,
  async run(values, [file]) {
    if (file === undefined) throw new WrongUsage('Name the session script.')
    const preset = await readPreset(values)
    const bytes = await readBytes(file)
    if (isCapture(bytes)) {
      const { capture, driver } = openCapture(bytes)
      replayCapture(capture, driver, preset, print)
      return
    }
    const script = parseScript(new TextDecoder().decode(bytes))
    replayScript(script, {
      preset,
      sessionId: 'replay',
      t0WallMs: REPLAY_T0_WALL_MS,
      onEvent: print,
    })
  },
}
