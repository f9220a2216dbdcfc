/** Frames of the S/5 computer interface (GE M1017617): 7E, record and checksum with 7E and 7D escaped, 7E. */
export const FLAG = 0x7e
const ESCAPE = 0x7d
const ESCAPED_BIT = 0x20

/** Record and checksum between two flags. */
export function writeFrame(record: Uint8Array): Uint8Array {
  const bytes = [FLAG]
  for (const byte of [...record, sumOf(record)])
    if (byte === FLAG || byte === ESCAPE) bytes.push(ESCAPE, byte & ~ESCAPED_BIT)
    else bytes.push(byte)
  return Uint8Array.of(...bytes, FLAG)
}

export function sumOf(record: Uint8Array): number {
  let sum = 0
  for (const byte of record) sum += byte
  return sum & 0xff
}

/** Record and checksum of what stood between two flags. */
export function removeEscapes(content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length)
  let count = 0
  let isEscaped = false
  for (const byte of content) {
    if (byte === ESCAPE && !isEscaped) {
      isEscaped = true
      continue
    }
    bytes[count] = isEscaped ? byte | ESCAPED_BIT : byte
    isEscaped = false
    count += 1
  }
  return bytes.subarray(0, count)
}
