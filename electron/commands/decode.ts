import type { Driver } from '../../devices/driver.ts'
import { type Capture, isCapture } from '../ports/capture/format.ts'
import { openCapture } from './capture.ts'
import type { Command } from './command.ts'
import { requireDriverNamed } from './named-driver.ts'
import { print } from './outcome.ts'
import { optionalText, readBytes, requireText } from './values.ts'

export const decode: Command = {
  usage: 'decode --driver ID [FILE|-] | decode FILE.vcap',
  does: 'raw bytes or a capture in, samples out, each with the offset of its last byte (a capture: and its time)',
  options: { driver: { type: 'string' } },
  words: 1,
  async run(values, [file]) {
    const named = optionalText(values, 'driver')
    // A capture says which driver it needs; bytes from a pipe do not.
    if (file === undefined) requireText(values, 'driver')
    const bytes = await readBytes(file)
    if (isCapture(bytes)) {
      const { capture, driver } = openCapture(bytes)
      decodeCapture(capture, named === undefined ? driver : requireDriverNamed(named))
      return
    }
    const parser = requireDriverNamed(requireText(values, 'driver')).createParser()
    // Byte by byte: a sample comes out with the last byte of its frame, which is then the offset.
    for (let offset = 0; offset < bytes.length; offset++)
      for (const sample of parser.push(bytes.subarray(offset, offset + 1))) print({ offset, ...sample })
  },
}

const SILENCE_MS = 1000

/** Offsets count the bytes that came in; `t` is in seconds from the capture's first moment. */
function decodeCapture({ records }: Capture, driver: Driver): void {
  const parser = driver.createParser()
  let offset = 0
  let endMs = 0
  for (const { kind, atMs, bytes } of records) {
    if (kind !== 'in') continue
    endMs = atMs
    for (const byte of bytes) {
      for (const sample of parser.push(Uint8Array.of(byte), atMs))
        print({ offset, t: atMs / 1000, ...sample })
      offset += 1
    }
  }
  // Nothing more comes: what ends in silence is whole now.
  endMs += SILENCE_MS
  for (const sample of parser.push(new Uint8Array(0), endMs))
    print({ offset: offset - 1, t: endMs / 1000, ...sample })
}
