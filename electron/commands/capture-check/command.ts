import { requireDriverIn } from '../capture.ts'
import type { Command } from '../command.ts'
import { requireDriverNamed } from '../named-driver.ts'
import { Failure, print, WrongUsage } from '../outcome.ts'
import { optionalText, readBytes } from '../values.ts'
import { checkCapture } from './check.ts'

export const capture: Command = {
  usage: 'capture check FILE.vcap|FILE|- [--driver ID]',
  does: 'what of a capture, or of raw bytes, fits a driver, what does not, and what would be asked',
  more: [
    'Lines: file, fit (the driver meant first, then others that fit), gave (values, cuff results, states), misfit, personal, ask.',
    'Exit code 1: nothing fits.',
  ],
  options: { driver: { type: 'string' } },
  words: 2,
  async run(values, [act, file]) {
    if (act !== 'check') throw new WrongUsage('Say what to do with the capture: check.')
    if (file === undefined) throw new WrongUsage('Name the capture.')
    const named = optionalText(values, 'driver')
    const meant = named === undefined ? undefined : requireDriverNamed(named)
    const bytes = await readBytes(file)
    const { lines, verdict } = checkCapture(bytes, file, meant, requireDriverIn)
    for (const line of lines) print(line)
    if (verdict === 'no')
      throw new Failure(
        `${file} fits ${meant ? meant.id : 'no driver'}${meant ? ' not' : ''}: see the lines “fit” and “ask”.`,
      )
  },
}
