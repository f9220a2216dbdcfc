import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bursts } from '../../shared/sound/burst.ts'
import { renderPcm, toWav } from '../../shared/sound/pcm.ts'
import { SECOND_MS } from '../../shared/time.ts'
import { stderr } from '../process/output.ts'
import { FILE_MODE, FOLDER_MODE } from '../process/tighten.ts'
import { findProgram } from '../start/programs.ts'

/** Plays the HIGH burst without a window, through what the operating system has. */
export interface Player {
  /** One at a time, never waited for. */
  play(): void
  stop(): void
}

export interface PlayerOptions {
  /** What is left where no program has played the burst. */
  readonly bell?: () => void
  readonly platform?: NodeJS.Platform
  /** A player that takes so long has got stuck. */
  readonly stuckMs?: number
}

interface Program {
  readonly name: string
  readonly args: (wav: string) => readonly string[]
}

/** How the sound's path gets to PowerShell, where an argument would be read as part of the command. */
const WAV_VARIABLE = 'VIGIL_ALARM_SOUND'

/** By platform, best first. None is a module of ours: each comes with the system, or is not there. */
const programs: Readonly<Partial<Record<NodeJS.Platform, readonly Program[]>>> = {
  linux: [
    { name: 'pw-play', args: wav => [wav] },
    { name: 'paplay', args: wav => [wav] },
    { name: 'aplay', args: wav => ['-q', wav] },
  ],
  darwin: [{ name: 'afplay', args: wav => [wav] }],
  win32: [
    {
      name: 'powershell.exe',
      args: () => [
        '-NoProfile',
        '-NonInteractive',
        '-Command',
        `$ErrorActionPreference = 'Stop'; (New-Object Media.SoundPlayer $env:${WAV_VARIABLE}).PlaySync()`,
      ],
    },
  ],
}

const WAV_NAME = 'alarm-high.wav'
/** A slow computer takes seconds to start a program; the next burst is due 5 s after the end of this one. */
const STUCK_MS = bursts.high.lengthMs + 4 * SECOND_MS

/**
 * Makes the sound ready: when it is needed, the disk may no longer be what it was.
 *
 * @param dataDir where the sound is kept as a file; the system's folder for temporary files takes its place
 */
export function createPlayer(
  dataDir: string,
  { bell = ringTerminal, platform = process.platform, stuckMs = STUCK_MS }: PlayerOptions = {},
): Player {
  const wav = keepSound(dataDir) ?? keepSound()
  const found = (programs[platform] ?? []).flatMap(({ name, args }) => {
    const path = findProgram(name)
    return path === null ? [] : [{ path, args }]
  })
  let running: ChildProcess | null = null

  /** A program that is there may still have no device to play on: then the next one is tried, and the bell comes last. */
  function tryFrom(index: number): void {
    const program = found[index]
    if (!program || wav === null) {
      bell()
      return
    }
    const child = spawn(program.path, program.args(wav), {
      stdio: 'ignore',
      windowsHide: true,
      env: { ...process.env, [WAV_VARIABLE]: wav },
    })
    running = child
    const stuck = setTimeout(() => child.kill('SIGKILL'), stuckMs)
    const done = (played: boolean) => {
      clearTimeout(stuck)
      if (running !== child) return
      running = null
      if (!played) tryFrom(index + 1)
    }
    child.once('error', () => done(false))
    child.once('exit', code => done(code === 0))
  }

  return {
    play() {
      if (!running) tryFrom(0)
    },
    stop() {
      const child = running
      running = null
      child?.kill()
    },
  }
}

/** Where there is a terminal, it is better than nothing. */
export function ringTerminal(): void {
  stderr.write('\u0007')
}

/**
 * @param folder a new one for temporary files, unless given
 * @returns the path of the sound, which lies there whole; null where it cannot be kept
 */
function keepSound(folder?: string): string | null {
  const bytes = toWav(renderPcm('high'))
  try {
    const wav = join(folder ?? mkdtempSync(join(tmpdir(), 'vigil-sound-')), WAV_NAME)
    if (statSync(wav, { throwIfNoEntry: false })?.size === bytes.length) return wav
    if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: FOLDER_MODE })
    const fresh = `${wav}.${process.pid}`
    writeFileSync(fresh, bytes, { mode: FILE_MODE })
    renameSync(fresh, wav)
    return wav
  } catch {
    return null
  }
}
