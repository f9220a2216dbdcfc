import type { Command } from './command.ts'
import { print } from './outcome.ts'
import { readBytes, requireDriverNamed, requireText } from './values.ts'

export const decode: Command = {
  usage: 'decode --driver ID [FILE|-]',
  does: 'raw bytes in, samples out, each with the offset of its last byte',
  options: { driver: { type: 'string' } },
  async run(values, [file]) {
    const parser = requireDriverNamed(requireText(values, 'driver')).createParser()
    const bytes = await readBytes(file)
    // Byte by byte: a sample comes out with the last byte of its frame, which is then the offset.
    for (let offset = 0; offset < bytes.length; offset++)
      for (const sample of parser.push(bytes.subarray(offset, offset + 1))) print({ offset, ...sample })
  },
}
