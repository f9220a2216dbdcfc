import type { NibpReading } from '../../../shared/reading.ts'
import { text } from '../../text/text.ts'

const { room } = text
const words = room.events

/** A cuff measurement, good or failed. */
export function describePressure(reading: NibpReading): string {
  const { systolic, diastolic, mean, status, error } = reading
  if (status === 'failed' || systolic === null || diastolic === null)
    return words.pressureFailed(error ?? room.noValue)
  const said = words.pressure(`${systolic}/${diastolic}`, mean === null ? '' : String(Math.round(mean)))
  if (reading.validity === 'invalid') return words.pressureFailed(room.tiles.implausible)
  return reading.flags.includes('enteredLate') ? words.enteredLate(said) : said
}
