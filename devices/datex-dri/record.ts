/** Places in a record, all little-endian (GE 8005313). */
export const HEADER_BYTES = 40
const TIME_AT = 6
const MAIN_TYPE_AT = 14
const DESCRIPTORS_AT = 16
const DESCRIPTORS = 8
const END_OF_LIST = 0xff
const mainType = { physiological: 0 } as const
const subrecord = { request: 0, displayed: 1, auxiliary: 4 } as const
/** Time, 270 data bytes, marker, reserved, class word. */
const DISPLAYED_BYTES = 278
const CLASS_AT = 276
/** Data begin behind the subrecord's own time. */
const DATA_AT = 4

/** Places in the data of the basic class; each group begins with a status of 4 and a label of 2 bytes. */
export const at = {
  ecgStatus: 0,
  heartRate: 6,
  respRate: 14,
  nibpLabel: 76,
  systolic: 78,
  diastolic: 80,
  mean: 82,
  nibpPulse: 84,
  temperature: 92,
  spo2: 124,
  pulseRate: 126,
  co2Status: 132,
  /** End-tidal, 1/100 % of the ambient pressure. */
  etco2: 138,
  co2RespRate: 142,
  /** 1/10 mmHg. */
  ambient: 144,
} as const
/** Places that hold a value: those of states and labels do not. */
const values = Object.entries(at).flatMap(([name, place]) =>
  name.endsWith('Status') || name.endsWith('Label') ? [] : [place],
)

/** Bits of the ECG's status; where the heart rate comes from stands in bits 3 to 6. */
export const ecgStatus = {
  present: 0x01,
  active: 0x02,
  noise: 0x80,
  artefact: 0x100,
  learning: 0x200,
} as const
/** 1 and 9 are the ECG (two algorithms), 6 and 12 the pleth; the others are pressures. */
export const heartSource = { none: 0, ecg: 1, pleth: 6, ecgOther: 9 } as const
export function heartSourceOf(data: Uint8Array): number {
  return (readWord(data, at.ecgStatus) >> 3) & 0x0f
}

/** Bits of the CO2 module's status. */
export const co2Status = {
  present: 0x01,
  active: 0x02,
  apnea: 0x04,
  calibrating: 0x08,
  zeroing: 0x10,
  occlusion: 0x20,
  airLeak: 0x40,
  apneaFromRespiration: 0x80,
  /** Nobody wants to hear of apnea: neither of its bits means anything. */
  apneaDeactivated: 0x100,
} as const

/** Bits of the cuff's label. Others are reserved and do occur. */
export const nibpLabel = { measuring: 0x20, stasis: 0x40, calibrating: 0x80, olderThan60s: 0x100 } as const

/** This and everything below is no number. */
export const NOT_A_NUMBER = -32001
const INVALID = -32767
export const NOT_UPDATED = -32766

export function readInt16(bytes: Uint8Array, place: number): number {
  const value = (bytes[place] ?? 0) | ((bytes[place + 1] ?? 0) << 8)
  return value >= 0x8000 ? value - 0x10000 : value
}

export function readWord(bytes: Uint8Array, place: number): number {
  return (bytes[place] ?? 0) | ((bytes[place + 1] ?? 0) << 8)
}

export function lengthOf(record: Uint8Array): number {
  return readWord(record, 0)
}

/** When the monitor says it sent this, s since 1970; it does not say in which zone. */
export function timeOf(record: Uint8Array): number {
  return readWord(record, TIME_AT) + readWord(record, TIME_AT + 2) * 0x10000
}

/**
 * The data of the basic class of displayed values; null where the record has none. It is told by its class bits: by its place
 * an extended class would be read instead.
 */
export function findBasicClass(record: Uint8Array): Uint8Array | null {
  const start = findSubrecord(
    record,
    subrecord.displayed,
    DISPLAYED_BYTES,
    from => ((readWord(record, from + CLASS_AT) >> 8) & 0x0f) === 0,
  )
  return start === null ? null : record.subarray(start + DATA_AT, start + CLASS_AT)
}

/**
 * When the cuff last measured, s since 1970 by the monitor's clock: it stands in the auxiliary subrecord, which the interface does
 * not promise. Null: it is not there, or the monitor does not know.
 */
export function cuffTimeOf(record: Uint8Array): number | null {
  const start = findSubrecord(record, subrecord.auxiliary, 4, () => true)
  return start === null ? null : readWord(record, start) + readWord(record, start + 2) * 0x10000 || null
}

/** Where the first subrecord of this type begins that is long enough, and the right one. */
function findSubrecord(
  record: Uint8Array,
  wanted: number,
  bytes: number,
  isRight: (start: number) => boolean,
): number | null {
  if (readWord(record, MAIN_TYPE_AT) !== mainType.physiological) return null
  for (let n = 0; n < DESCRIPTORS; n += 1) {
    const place = DESCRIPTORS_AT + 3 * n
    const type = record[place + 2]
    if (type === END_OF_LIST) return null
    const start = HEADER_BYTES + readWord(record, place)
    if (type === wanted && start + bytes <= record.length && isRight(start)) return start
  }
  return null
}

/** A record with one displayed-values subrecord of the basic class, every value invalid. */
export function makeDisplayed(recordNumber: number, timeS: number): Uint8Array {
  const record = new Uint8Array(HEADER_BYTES + DISPLAYED_BYTES)
  writeWord(record, 0, record.length)
  record[2] = recordNumber & 0xff
  record[3] = 7
  for (const place of [TIME_AT, HEADER_BYTES]) {
    writeWord(record, place, timeS % 0x10000)
    writeWord(record, place + 2, Math.floor(timeS / 0x10000))
  }
  record[DESCRIPTORS_AT + 2] = subrecord.displayed
  record[DESCRIPTORS_AT + 5] = END_OF_LIST
  const data = findBasicClass(record) ?? new Uint8Array(0)
  for (const place of values) writeWord(data, place, INVALID)
  return record
}

export function writeWord(bytes: Uint8Array, place: number, value: number): void {
  bytes[place] = value & 0xff
  bytes[place + 1] = (value >> 8) & 0xff
}

/** Asks for displayed values every so many seconds, 5 at the least; 0 cancels. */
export function makeRequest(intervalS: number): Uint8Array {
  const record = new Uint8Array(HEADER_BYTES + 9)
  writeWord(record, 0, record.length)
  record[DESCRIPTORS_AT + 2] = subrecord.request
  record[DESCRIPTORS_AT + 5] = END_OF_LIST
  record[HEADER_BYTES] = subrecord.displayed
  writeWord(record, HEADER_BYTES + 1, intervalS)
  return record
}

/** The interval that a request asks for; null where this is none for displayed values. */
export function readRequest(record: Uint8Array): number | null {
  if (record.length !== HEADER_BYTES + 9 || record[DESCRIPTORS_AT + 2] !== subrecord.request) return null
  return record[HEADER_BYTES] === subrecord.displayed ? readInt16(record, HEADER_BYTES + 1) : null
}
