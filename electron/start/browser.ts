import { spawn } from 'node:child_process'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { phrase } from '../../shared/words/host.ts'
import { stderr } from '../process/output.ts'
import { findProgram, obtainChromium } from './programs.ts'

/**
 * Opens the dashboard for a person: in a window of its own where a Chromium can be had, else in the default browser. On a
 * machine without a display nothing can be opened; the printed link is then all there is.
 *
 * @returns what it did, in one line
 */
export async function openBrowser(link: string): Promise<string> {
  const chromium = obtainChromium(line => stderr.write(`${line}\n`))
  const hasDisplay = platform() !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
  if (!hasDisplay) return phrase.entries.noDisplayOpenLink(chromium ? ` (${chromium})` : '')
  if (chromium) {
    // A profile of its own: other tabs and extensions have no business beside a patient's values.
    const profile = join(
      process.env['XDG_CACHE_HOME'] ?? tmpdir(),
      `vigil-window-${process.getuid?.() ?? 'user'}`,
    )
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const flags = [
      `--app=${link}`,
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-timer-throttling',
    ]
    detach(chromium, [...flags, ...asRoot])
    return phrase.entries.opensOwnWindow
  }
  const opener = { darwin: 'open', win32: 'explorer.exe' }[platform() as string] ?? findProgram('xdg-open')
  if (!opener) return phrase.entries.noBrowserFound
  detach(opener, [link])
  return phrase.entries.opensDefaultBrowser
}

function detach(program: string, args: readonly string[]): void {
  const child = spawn(program, args, { detached: true, stdio: 'ignore' })
  child.on('error', () => stderr.write(phrase.entries.programNotStarted(program)))
  child.unref()
}
