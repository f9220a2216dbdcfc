import { type Cursor, createCursor } from './cursor.ts'
import { type NumericObject, readObjects, readTime } from './numerics.ts'

/** First byte of a message (session). */
export const session = {
  request: 0x0d,
  accepted: 0x0e,
  refused: 0x0c,
  release: 0x09,
  released: 0x0a,
  abort: 0x19,
  data: 0xe1,
} as const
export const dataPrefix = [0xe1, 0x00, 0x00, 0x02] as const
/** Remote operations; a linked result is a part of a long one, whose last part is a plain result. */
export const operation = { invoke: 1, result: 2, error: 3, linkedResult: 5 } as const
export const command = { confirmedEvent: 1, confirmedAction: 7 } as const
export const action = { singlePoll: 0x0c16, extendedPoll: 0xf13b } as const
/** The monitor tells that it is there, with its clocks; drops the association of a host that does not answer. */
export const MDS_CREATE = 0x0d06
export const CLASS_MDS = 0x0021
export const CLASS_NUMERICS = 0x0006
export const CLASS_ALARM_MONITOR = 0x0036
/** Ticks of the relative clock in a second. */
export const TICKS_PER_S = 8000

export type Message =
  | { readonly kind: 'requested' | 'accepted' | 'refused' | 'ended' | 'release' | 'other' }
  /** The monitor's announcement; `time` is copied into the answer. */
  | { readonly kind: 'created'; readonly invoke: number; readonly time: number }
  /** The answer to it. */
  | { readonly kind: 'createdAnswer'; readonly invoke: number }
  | {
      readonly kind: 'poll'
      readonly invoke: number
      readonly poll: number
      readonly objectClass: number
    }
  | PollResult

export interface PollResult {
  readonly kind: 'result'
  /** More parts of this result follow. */
  readonly isPart: boolean
  /** Ticks of the monitor's relative clock. */
  readonly ticks: number
  /** The monitor's date and time, ISO 8601 without zone; null: not set. */
  readonly time: string | null
  readonly objects: readonly NumericObject[]
}

/** A message of either side; null where a length runs past its parent. What is not known is `other`. */
export function readMessage(message: Uint8Array): Message | null {
  switch (message[0]) {
    case session.request:
      return { kind: 'requested' }
    case session.accepted:
      return { kind: 'accepted' }
    case session.refused:
      return { kind: 'refused' }
    case session.release:
      return { kind: 'release' }
    case session.released:
    case session.abort:
      return { kind: 'ended' }
    case session.data:
      break
    default:
      return { kind: 'other' }
  }
  const cursor = createCursor(message)
  cursor.skip(dataPrefix.length)
  const kind = cursor.u16()
  const read = cursor.within(cursor.u16(), () => readOperation(kind, cursor))
  return cursor.isBroken ? null : read
}

function readOperation(kind: number, body: Cursor): Message {
  if (kind === operation.linkedResult) body.skip(2)
  const invoke = body.u16()
  const type = body.u16()
  const isResult = kind === operation.result || kind === operation.linkedResult
  return body.within(body.u16(), () => {
    if (type === command.confirmedAction && isResult)
      return readPollResult(body, kind === operation.linkedResult)
    if (type === command.confirmedAction && kind === operation.invoke) return readPoll(body, invoke)
    return type === command.confirmedEvent ? readEvent(body, invoke, isResult) : { kind: 'other' }
  })
}

function readEvent(content: Cursor, invoke: number, isResult: boolean): Message {
  content.skip(6)
  const time = content.i32()
  if (content.u16() !== MDS_CREATE) return { kind: 'other' }
  content.skip(content.u16())
  return isResult ? { kind: 'createdAnswer', invoke } : { kind: 'created', invoke, time }
}

function readPoll(content: Cursor, invoke: number): Message {
  // Object, and a scope that is always 0.
  content.skip(12)
  return content.within(content.u16(), () => {
    const poll = content.u16()
    content.skip(2)
    return { kind: 'poll', invoke, poll, objectClass: content.u16() }
  })
}

function readPollResult(content: Cursor, isPart: boolean): Message {
  content.skip(6)
  const type = content.u16()
  return content.within(content.u16(), () => {
    if (type !== action.singlePoll && type !== action.extendedPoll) return { kind: 'other' }
    content.skip(type === action.extendedPoll ? 4 : 2)
    const ticks = content.i32()
    const time = readTime(content.bytes(8))
    content.skip(2)
    if (content.u16() !== CLASS_NUMERICS) return { kind: 'other' }
    content.skip(2)
    return { kind: 'result', isPart, ticks, time, objects: readObjects(content) }
  })
}
