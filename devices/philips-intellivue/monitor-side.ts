import type { MonitorSide } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { block, releaseResponse, u16, u32 } from './association.ts'
import { createScreen, type Shown, writeResult, writeTime } from './encoder.ts'
import { createFrames, writeFrame } from './frame.ts'
import {
  CLASS_MDS,
  CLASS_NUMERICS,
  command,
  dataPrefix,
  MDS_CREATE,
  type Message,
  operation,
  readMessage,
  session,
  TICKS_PER_S,
} from './messages.ts'

/** A host that has agreed on a poll period up to 3.3 s and then says nothing is dropped. */
const SILENT_MS = 10_000

/** The monitor: associates with one host, announces itself, and answers polls of one that has answered. */
export function createMonitorSide(): MonitorSide {
  const screen = createScreen()
  let shown: Shown = { vitals: [], cuff: undefined }
  let phase: 'alone' | 'announced' | 'talking' = 'alone'
  let heardMs = 0
  let nowMs = 0
  let replies: Uint8Array[] = []

  const takeByte = createFrames(bytes => {
    const message = readMessage(bytes)
    if (message) answer(message)
    return message !== null
  })

  function answer(message: Message): void {
    const second = Math.floor(nowMs / 1000)
    if (message.kind === 'requested') {
      if (phase !== 'alone') replies.push(writeFrame(Uint8Array.of(session.refused, 0)))
      else {
        phase = 'announced'
        heardMs = nowMs
        replies.push(writeFrame(Uint8Array.of(session.accepted, 0)), announce(second))
      }
    } else if (message.kind === 'release') {
      phase = 'alone'
      replies.push(releaseResponse)
    } else if (message.kind === 'createdAnswer' && phase === 'announced') phase = 'talking'
    else if (message.kind === 'poll' && phase === 'talking') {
      const content = message.objectClass === CLASS_NUMERICS ? shown : { vitals: [], cuff: undefined }
      replies.push(writeResult(content, message.invoke, second))
    }
    // Another host's requests do not keep the first one's association alive.
    if (message.kind !== 'requested') heardMs = nowMs
  }

  return {
    show(samples) {
      // A set that nobody asked for is not kept; the cuff's figures are.
      for (const set of screen.show(samples))
        shown = { vitals: set.vitals.length > 0 ? set.vitals : shown.vitals, cuff: set.cuff }
      return new Uint8Array(0)
    },
    hear(bytes, atMs) {
      nowMs = atMs
      if (nowMs - heardMs >= SILENT_MS) phase = 'alone'
      for (const byte of bytes) takeByte(byte, [])
      const reply = concatBytes(replies)
      replies = []
      return { reply, commands: [] }
    },
  }
}

function announce(second: number): Uint8Array {
  const clocks = [
    ...[0x09, 0x87],
    ...block(...writeTime(second)),
    ...[0x09, 0x8f],
    ...block(...u32(second * TICKS_PER_S)),
  ]
  return writeFrame(
    Uint8Array.of(
      ...dataPrefix,
      ...u16(operation.invoke),
      ...block(
        ...u16(1),
        ...u16(command.confirmedEvent),
        ...block(
          ...u16(CLASS_MDS),
          ...[0, 0, 0, 0],
          ...u32(second * TICKS_PER_S),
          ...u16(MDS_CREATE),
          ...block(...u16(CLASS_MDS), 0, 0, 0, 0, ...u16(2), ...block(...clocks)),
        ),
      ),
    ),
  )
}
