import { textBytes } from '../kit/bytes.ts'

export const STX = 0x02
export const ETX = 0x03
/** A lone byte, without a frame. */
export const ABORT = textBytes('X')

/** Sum of the characters, 8 bit, as two hex digits. */
export function sumOf(text: string): string {
  let sum = 0
  for (let at = 0; at < text.length; at += 1) sum += text.charCodeAt(at)
  return (sum & 0xff).toString(16).toUpperCase().padStart(2, '0')
}

/** A command of the host: two digits. */
function writeCommand(digits: string): Uint8Array {
  const text = `${digits};;`
  return textBytes(`\x02${text}${sumOf(text)}\x03`)
}

export const commands = { start: writeCommand('01'), readResult: writeCommand('18') } as const

/** What the module sends: a text between 02 and 03, and a CR. */
export function writeText(text: string): Uint8Array {
  return textBytes(`\x02${text}\x03\r`)
}
