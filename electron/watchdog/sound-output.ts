import { execFile } from 'node:child_process'
import type { SoundOutput } from '../core/contracts/sound-output.ts'

/** Runs a program of the system and gives what it printed. @throws Error where it is not there, fails or hangs */
export type RunProgram = (name: string, args: readonly string[]) => Promise<string>

const HUNG_MS = 3000

export const runProgram = (name: string, args: readonly string[], hungMs = HUNG_MS): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = { timeout: hungMs, windowsHide: true, env: { ...process.env, LC_ALL: 'C' } }
    execFile(name, args, options, (error, stdout) => (error ? reject(error) : resolve(stdout)))
  })

/**
 * Asks the system's own programs: PulseAudio or PipeWire on Linux, AppleScript on macOS. Windows has none that tells.
 *
 * @returns null where the system does not say
 */
export async function readSoundOutput(
  platform: NodeJS.Platform = process.platform,
  run: RunProgram = runProgram,
): Promise<SoundOutput | null> {
  if (platform === 'darwin') return first([() => readMac(run)])
  if (platform === 'linux') return first([() => readPulse(run), () => readPipeWire(run)])
  return null
}

async function first(ways: readonly (() => Promise<SoundOutput | null>)[]): Promise<SoundOutput | null> {
  for (const way of ways) {
    const output = await way().catch(() => null)
    if (output) return output
  }
  return null
}

const SINK = '@DEFAULT_SINK@'

/** "Mute: yes"; "Volume: front-left: 26214 /  40% / -23.88 dB, …". */
async function readPulse(run: RunProgram): Promise<SoundOutput | null> {
  const device = (await run('pactl', ['get-default-sink'])).trim()
  const mute = await run('pactl', ['get-sink-mute', SINK])
  const volume = await run('pactl', ['get-sink-volume', SINK])
  const percents = [...volume.matchAll(/(\d+)%/g)].map(([, percent]) => Number(percent))
  const off = /^Mute: yes/m.test(mute)
  if (!off && !/^Mute: no/m.test(mute)) return null
  return { muted: off || (percents.length > 0 && Math.max(...percents) === 0), device: device || null }
}

/** "Volume: 0.40 [MUTED]". */
async function readPipeWire(run: RunProgram): Promise<SoundOutput | null> {
  const said = await run('wpctl', ['get-volume', '@DEFAULT_AUDIO_SINK@'])
  const volume = /^Volume: ([\d.]+)( \[MUTED\])?/m.exec(said)
  if (!volume) return null
  const named = await run('wpctl', ['inspect', '@DEFAULT_AUDIO_SINK@']).catch(() => '')
  const device = /node\.name = "([^"]+)"/.exec(named)?.[1] ?? null
  return { muted: volume[2] !== undefined || Number(volume[1]) === 0, device }
}

/** "output volume:50, input volume:75, alert volume:100, output muted:false". */
async function readMac(run: RunProgram): Promise<SoundOutput | null> {
  const said = await run('osascript', ['-e', 'get volume settings'])
  const muted = /output muted:(true|false)/.exec(said)?.[1]
  if (muted === undefined) return null
  return { muted: muted === 'true' || /output volume:0\b/.test(said), device: null }
}
