import type { NibpSample, Sample } from '../../shared/reading.ts'
import type { MonitorCommand, MonitorSide } from '../driver.ts'
import { bytesText, concatBytes } from '../kit/bytes.ts'
import { failureOf } from './codes.ts'
import { END_TEXT, PRESSURE_TEXT, writeResult } from './encoder.ts'
import { ABORT, commands, ETX, STX, writeText } from './frame.ts'

const nothing = new Uint8Array(0)
/** Before its first measurement. */
const noResult = (): NibpSample => ({
  kind: 'nibp',
  systolic: null,
  diastolic: null,
  mean: null,
  pulseRate: null,
  status: 'failed',
  error: failureOf('00'),
})

/** The module: streams its pressure while it works, and answers with its last result whenever it is asked. */
export function createMonitorSide(): MonitorSide {
  let line: number[] | null = null
  let isBusy = false
  let last: NibpSample = noResult()
  let measured = 0

  function take(sample: Sample): Uint8Array {
    if (sample.kind === 'nibp') {
      last = sample
      measured += 1
    }
    if (sample.kind !== 'device') return nothing
    if (sample.state === 'cuffInflating') isBusy = true
    if (sample.state !== 'cuffIdle' || !isBusy) return nothing
    isBusy = false
    return writeText(END_TEXT)
  }

  return {
    show(samples) {
      const told = samples.map(take)
      return concatBytes(isBusy ? [...told, writeText(PRESSURE_TEXT)] : told)
    },
    hear(bytes) {
      const replies: Uint8Array[] = []
      const orders: MonitorCommand[] = []
      for (const byte of bytes) {
        if (byte === STX) line = []
        else if (line === null) {
          if (byte === ABORT[0] && isBusy) orders.push('stopNibp')
        } else if (byte !== ETX) line.push(byte)
        else {
          const said = `\x02${bytesText(Uint8Array.from(line))}\x03`
          line = null
          if (said === bytesText(commands.start) && !isBusy) orders.push('startNibp')
          if (said === bytesText(commands.readResult)) replies.push(writeResult(last, measured))
        }
      }
      return { reply: concatBytes(replies), commands: orders }
    },
  }
}
