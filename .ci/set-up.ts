import { obtainChromium, obtainDebian, obtainElectron } from '../electron/start/programs.ts'

/**
 * Gets the programs that the tests need: a Chromium, socat for pseudo terminals, poppler's pdftotext and pdftoppm. Nobody misses the
 * Chromium without windows: it is faster.
 *
 * @returns a line for each that could not be had
 */
export function setUp(say: (line: string) => void): string[] {
  const missing: string[] = []
  obtainDebian('chromium-headless-shell', say)
  if (!obtainChromium(say))
    missing.push('Missing: a Chromium; the end-to-end tests cannot run. Install chromium.')
  if (process.platform !== 'win32' && !obtainDebian('socat', say))
    missing.push('Missing: socat; the serial line tests cannot run. Install socat.')
  if (!obtainDebian('pdftotext', say, 'poppler-utils'))
    missing.push('Missing: pdftotext; the PDF tests cannot run. Install poppler-utils.')
  if (!obtainElectron())
    missing.push("Not here: Electron's program; the desktop flows run on the stand-in alone.")
  return missing
}
