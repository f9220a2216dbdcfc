import { type Header, readHeader } from './message.ts'
import { writeMllpFrame } from './mllp.ts'
import { RESULTS } from './parser.ts'

const OTHER_TYPE = 'Only ORU^R01 is read.'

/**
 * The answer to a message, as a frame: AA where its results were read, AE where it is of another type (HL7 v2, chapter 2, original
 * mode). Null: what came has no header to answer, or its sender wants no answer.
 *
 * The answer carries the sender's own time: a driver has no clock of the day.
 */
export function acknowledge(text: string): Uint8Array | null {
  const header = readHeader(text)
  if (header === null || header.wantsNoAnswer || header.type.startsWith('ACK')) return null
  const isRead = header.type === RESULTS
  const separator = header.separators.charAt(0)
  const msa = ['MSA', isRead ? 'AA' : 'AE', header.controlId, ...(isRead ? [] : [OTHER_TYPE])]
  return writeMllpFrame(`${writeHeader(header, text)}\r${msa.join(separator)}\r`)
}

function writeHeader(header: Header, text: string): string {
  const { separators, sendingApplication, sendingFacility, type, controlId, processingId, version } = header
  const separator = separators.charAt(0)
  const component = separators.charAt(1)
  const [, event = ''] = type.split('^')
  const sentAt = text.split(/\r|\n/, 1)[0]?.split(separator)[6] ?? ''
  return [
    `MSH${separators}`,
    'VIGIL',
    '',
    sendingApplication,
    sendingFacility,
    sentAt,
    '',
    ['ACK', event, 'ACK'].filter(part => part !== '').join(component),
    `A${controlId}`,
    processingId,
    version,
  ].join(separator)
}
