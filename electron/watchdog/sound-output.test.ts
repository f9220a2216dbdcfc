import { describe, expect, it } from 'vitest'
import { type RunProgram, readSoundOutput, runProgram } from './sound-output.ts'

/** A system whose programs print these words; those it does not have fail as they do. */
function system(printed: Readonly<Record<string, string>>): RunProgram {
  return async (name, args) => {
    const said = printed[[name, ...args].join(' ')]
    if (said === undefined) throw new Error(`spawn ${name} ENOENT`)
    return said
  }
}

const pulse = (mute: string, volume: string) =>
  system({
    'pactl get-default-sink': 'alsa_output.pci-0000_00_1f.3.analog-stereo\n',
    'pactl get-sink-mute @DEFAULT_SINK@': `Mute: ${mute}\n`,
    'pactl get-sink-volume @DEFAULT_SINK@': `Volume: front-left: 1 / ${volume} / -20.00 dB,   front-right: 1 / ${volume} / -20.00 dB\n        balance 0.00\n`,
  })
const pipeWire = (said: string) =>
  system({
    'wpctl get-volume @DEFAULT_AUDIO_SINK@': said,
    'wpctl inspect @DEFAULT_AUDIO_SINK@': 'id 52, type PipeWire:Interface:Node\n  * node.name = "hdmi-1"\n',
  })
const mac = (said: string) => system({ 'osascript -e get volume settings': said })

describe('the output that alarms are heard through', () => {
  it.each<[string, NodeJS.Platform, RunProgram, object | null]>([
    [
      'PulseAudio, on',
      'linux',
      pulse('no', ' 40%'),
      { muted: false, device: expect.stringContaining('pci') },
    ],
    ['PulseAudio, muted', 'linux', pulse('yes', '100%'), { muted: true }],
    ['PulseAudio, turned down', 'linux', pulse('no', '  0%'), { muted: true }],
    ['PulseAudio in words that are not known', 'linux', pulse('maybe', '50%'), null],
    ['PipeWire, on', 'linux', pipeWire('Volume: 0.40\n'), { muted: false, device: 'hdmi-1' }],
    ['PipeWire, muted', 'linux', pipeWire('Volume: 0.40 [MUTED]\n'), { muted: true, device: 'hdmi-1' }],
    ['PipeWire, turned down', 'linux', pipeWire('Volume: 0.00\n'), { muted: true }],
    ['a Mac, on', 'darwin', mac('output volume:50, input volume:75, output muted:false'), { muted: false }],
    ['a Mac, muted', 'darwin', mac('output volume:50, input volume:75, output muted:true'), { muted: true }],
    ['a Mac, turned down', 'darwin', mac('output volume:0, output muted:false'), { muted: true }],
    ['a Mac without volume', 'darwin', mac('output volume:missing value, output muted:missing value'), null],
    ['Linux without sound', 'linux', system({}), null],
    ['Windows', 'win32', system({}), null],
  ])('is read from %s', async (_, platform, run, expected) => {
    const output = await readSoundOutput(platform, run)
    if (expected === null) expect(output).toBeNull()
    else expect(output).toMatchObject(expected)
  })

  it('is asked of real programs, which may not be there', async () => {
    await expect(runProgram('no-such-program-of-ours', [])).rejects.toThrow(/ENOENT/)
    const print = ['-e', 'process.stdout.write("Mute: no")']
    // A busy machine takes its time.
    expect(await runProgram(process.execPath, print, 100_000)).toBe('Mute: no')
  })
})
