import type { NibpSample, Sample } from '../../shared/reading.ts'
import type { MonitorCommand, MonitorSide } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { WORKING_PRESSURE, writePressure, writeResult } from './encoder.ts'
import { HOST_START, hasGoodSum, letter, writePacket } from './packet.ts'

const nothing = new Uint8Array(0)
/** Before its first measurement. */
const noResult: NibpSample = {
  kind: 'nibp',
  systolic: null,
  diastolic: null,
  mean: null,
  pulseRate: null,
  status: 'failed',
}
/** Bytes of a command by its first byte; there is no length in it. */
const lengths: Readonly<Record<number, number>> = { 0: 3, 32: 3, 135: 3, 40: 3, 138: 3, 121: 5, 23: 5 }

/** The module: answers at once, and says "finished" by itself when a measurement ends. */
export function createMonitorSide(): MonitorSide {
  let line: number[] = []
  let isBusy = false
  let last: NibpSample = noResult

  function show(sample: Sample): Uint8Array {
    if (sample.kind === 'nibp') last = sample
    if (sample.kind !== 'device') return nothing
    if (sample.state === 'cuffInflating') isBusy = true
    if (sample.state !== 'cuffIdle' || !isBusy) return nothing
    isBusy = false
    return writePacket(letter.finished)
  }

  function answer(command: readonly number[]): { reply: Uint8Array; order?: MonitorCommand } {
    switch (command.join(' ')) {
      case '32':
        if (isBusy) return { reply: writePacket(letter.busy) }
        return { reply: writePacket(letter.received), order: 'startNibp' }
      case '121 1 0':
        return isBusy
          ? { reply: writePacket(letter.aborted), order: 'stopNibp' }
          : { reply: writePacket(letter.finished) }
      case '121 3 0':
        return { reply: writeResult(last) }
      case '121 5 0':
        return { reply: writePressure(isBusy ? WORKING_PRESSURE : 0) }
      default:
        return { reply: writePacket(0x4e) }
    }
  }

  return {
    show: samples => concatBytes(samples.map(show)),
    hear(bytes) {
      const replies: Uint8Array[] = []
      const commands: MonitorCommand[] = []
      for (const byte of bytes) {
        if (line.length === 0 && byte !== HOST_START) continue
        line.push(byte)
        const length = lengths[line[1] ?? -1]
        if (line.length === 2 && length === undefined) line = []
        if (length === undefined || line.length < length) continue
        const command = line
        line = []
        if (!hasGoodSum(Uint8Array.from(command))) continue
        const { reply, order } = answer(command.slice(1, -1))
        replies.push(reply)
        if (order) commands.push(order)
      }
      return { reply: concatBytes(replies), commands }
    },
  }
}
