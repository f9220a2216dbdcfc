import { parseSample } from '../../shared/session/script.ts'
import { stdout } from '../process/output.ts'
import type { Command } from './command.ts'
import { requireDriverNamed } from './named-driver.ts'
import { Failure } from './outcome.ts'
import { readText, requireText } from './values.ts'

export const encode: Command = {
  usage: 'encode --driver ID [FILE|-]',
  does: 'samples in, as decode prints them, raw bytes out',
  options: { driver: { type: 'string' } },
  words: 1,
  async run(values, [file]) {
    const driver = requireDriverNamed(requireText(values, 'driver'))
    const lines = (await readText(file)).split('\n')
    const samples = lines.flatMap((line, index) => {
      if (line.trim() === '') return []
      const parsed = parseSample(line)
      if ('wrong' in parsed) throw new Failure(`Line ${index + 1}: ${parsed.wrong}`)
      return [parsed.sample]
    })
    stdout.write(driver.createEncoder().encode(samples))
  },
}
