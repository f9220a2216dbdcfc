import type { Source } from '../../../reading.ts'
import { type Context, monitorThing } from './context.ts'
import type { Observation } from './types.ts'

/** The monitor that measured it, or the person who typed it. */
export function takenBy(context: Context, source: Source): Pick<Observation, 'device' | 'performer'> {
  return source.origin === 'manual'
    ? { performer: [context.person(source.id)] }
    : { device: context.refer(monitorThing(source)) }
}
