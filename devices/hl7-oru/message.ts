import { type Hl7Time, readTime } from './time.ts'

/** What the first segment says of a message. */
export interface Header {
  /** As it stands there: the separator of fields, and the other four. */
  readonly separators: string
  readonly sendingApplication: string
  readonly sendingFacility: string
  readonly sentAt: Hl7Time | null
  /** `ORU^R01`, without the name of its structure. */
  readonly type: string
  readonly controlId: string
  readonly processingId: string
  readonly version: string
  /** Enhanced mode: neither acknowledgement is wanted. */
  readonly wantsNoAnswer: boolean
}

/** An observation's name in one system of codes. */
export interface Identifier {
  readonly id: string
  readonly text: string
  readonly system: string
}

/** One OBX, as it stands there. */
export interface Observation {
  /** The code, and the same in another system where that is given. */
  readonly names: readonly Identifier[]
  readonly value: string
  readonly unit: Identifier
  /** OBX-8: codes of what is wrong with the value. */
  readonly flags: readonly string[]
  /** OBX-11. */
  readonly status: string
  /** OBX-14; else that of the channel or device it belongs to; else OBR-8 or OBR-7. */
  readonly takenAt: Hl7Time | null
}

const SEGMENT_END = /\r\n?|\n/

/** null: this is no HL7 v2 message, or two that have run together: whose values are whose, nobody can say. */
export function readHeader(text: string): Header | null {
  const end = text.search(SEGMENT_END)
  const line = end < 0 ? text : text.slice(0, end)
  const separator = line.charAt(3)
  if (!line.startsWith('MSH') || !isSeparator(separator)) return null
  const fields = line.split(separator)
  // The separator itself is the first field: the second stands at place 1.
  const field = (number: number) => fields[number - 1] ?? ''
  const encoding = field(2)
  const component = encoding.charAt(0)
  if (encoding.length < 2 || encoding.length > 5 || ![...encoding].every(isSeparator)) return null
  if (text.includes(`MSH${separator}${encoding}`, 3) || /[\r\n]MSH/.test(text)) return null
  const [kind = '', event = ''] = field(9).split(component)
  if (kind === '' || field(10) === '') return null
  return {
    separators: separator + encoding,
    sendingApplication: field(3),
    sendingFacility: field(4),
    sentAt: readTime(field(7).split(component)[0] ?? ''),
    type: event === '' ? kind : `${kind}^${event}`,
    controlId: field(10),
    processingId: field(11),
    version: field(12),
    wantsNoAnswer: field(15) === 'NE' && field(16) === 'NE',
  }
}

/** Whose values they are. It is compared with that of the first message, and told to nobody. */
export interface Place {
  /** PV1-3; empty: not told. */
  readonly bed: string
  /** PID-3; empty: not told. */
  readonly patient: string
}

/** What a message says of one patient (HL7 v2, ORU^R01: the group PATIENT_RESULT, which may be repeated). */
export interface PatientResult {
  readonly place: Place
  /** In order. */
  readonly observations: readonly Observation[]
}

function isSeparator(character: string): boolean {
  return /^[!-/:-@[-`{-~]$/.test(character)
}

/** The results of a message, by patient. A PID, or a second PV1, begins those of another one. */
export function readPatients(text: string, header: Header): PatientResult[] {
  const separator = header.separators.charAt(0)
  const patients: PatientResult[] = []
  let segments: string[] = []
  let place: Place = { bed: '', patient: '' }
  let hasVisit = false
  const end = () => {
    if (segments.length > 0) patients.push({ place, observations: readObservations(segments, header) })
    segments = []
    hasVisit = false
  }
  for (const segment of text.split(SEGMENT_END)) {
    const fields = segment.split(separator)
    const field = (number: number) => (fields[number] ?? '').trim()
    switch (fields[0]) {
      case 'PID':
        end()
        place = { bed: '', patient: field(3) }
        break
      case 'PV1':
        if (hasVisit || segments.length > 0) end()
        place = { ...place, bed: field(3) }
        hasVisit = true
        break
      case 'OBR':
      case 'OBX':
        segments.push(segment)
        break
      default:
    }
  }
  end()
  return patients
}

function readObservations(segments: readonly string[], { separators }: Header): Observation[] {
  const [separator = '', component = '', repetition = ''] = separators
  const observations: Observation[] = []
  let orderedAt: Hl7Time | null = null
  let times = new Map<string, Hl7Time>()
  for (const segment of segments) {
    const fields = segment.split(separator)
    const field = (number: number) => fields[number] ?? ''
    if (fields[0] === 'OBR') {
      // Where a stretch of time is told, its end is the newer of the two.
      orderedAt = readTime(field(8)) ?? readTime(field(7))
      times = new Map()
      continue
    }
    const place = field(4)
    const own = readTime(field(14))
    if (own !== null && place !== '') times.set(place, own)
    const takenAt = own ?? timeOfContainer(times, place) ?? orderedAt
    const parts = (number: number) =>
      field(number)
        .split(component)
        .map(part => part.trim())
    const [id = '', name = '', system = '', otherId = '', otherName = '', otherSystem = ''] = parts(3)
    const [unitId = '', unitName = '', unitSystem = ''] = parts(6)
    observations.push({
      names: [
        { id, text: name, system },
        { id: otherId, text: otherName, system: otherSystem },
      ].filter(known => known.id !== ''),
      value: field(5).trim(),
      unit: { id: unitId, text: unitName, system: unitSystem },
      flags: field(8)
        .split(repetition)
        .map(flag => codeOf(flag, component)),
      status: codeOf(field(11), component),
      takenAt,
    })
  }
  return observations
}

/** A code may have its name beside it, and some senders write it small. */
function codeOf(text: string, component: string): string {
  return (text.split(component, 1)[0] ?? '').trim().toUpperCase()
}

/**
 * An observation without a time has that of its channel, or else of its device (IHE PCD technical framework, OBX-4: the place
 * of an observation is its device, module, channel and own number, with dots between).
 */
function timeOfContainer(times: ReadonlyMap<string, Hl7Time>, place: string): Hl7Time | null {
  const parts = place.split('.')
  for (let depth = parts.length - 1; depth > 0; depth -= 1) {
    const above = parts.slice(0, depth)
    const filled = [...above, ...parts.slice(depth).map(() => '0')].join('.')
    const found = times.get(above.join('.')) ?? times.get(filled)
    if (found) return found
  }
  return null
}
