/** Frames of both directions: 85, length, code, data, checksum (Oridion D006045C). */
export const HEADER = 0x85
export const ESCAPE = 0x80
/** Bytes in code and data of the longest message: trends of 28 moments. */
export const LONGEST = 0xff

/** Codes of the host. Others change the monitor's settings, stop its live data, or ask who the patient is: never sent. */
const command = { enable: 0x01, disable: 0x02, start: 0x04, stop: 0x05 } as const
/** Codes of the monitor. All else is stored, or names the patient, and is passed over unread. */
export const message = { wave: 0, numerics: 1, device: 4 } as const

/** A whole frame: 85 and 80 are escaped in all that follows the header. */
export function writeFrame(code: number, data: readonly number[] = []): Uint8Array {
  const content = [data.length + 1, code, ...data]
  const bytes = [...content, content.reduce((sum, byte) => sum ^ byte, 0)]
  return Uint8Array.of(
    HEADER,
    ...bytes.flatMap(byte => (mustEscape(byte) ? [ESCAPE, byte - ESCAPE] : [byte])),
  )
}

function mustEscape(byte: number): boolean {
  return byte === HEADER || byte === ESCAPE
}

export const commands = {
  enable: writeFrame(command.enable),
  disable: writeFrame(command.disable),
  start: writeFrame(command.start),
  stop: writeFrame(command.stop),
} as const
