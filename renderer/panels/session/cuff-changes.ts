import { cuffSites, cuffSizes, type Session, sensorSites } from '../../../shared/session/types.ts'
import { text } from '../../text/text.ts'

/** Minutes to choose from; null: only by hand. The core takes 2 to 60. */
export const intervals = [null, 2, 3, 5, 10, 15, 20, 30, 40] as const

export function intervalText(everyMin: number | null): string {
  return everyMin === null ? '' : String(everyMin)
}

interface Filled {
  readonly cuff: string
  readonly sensor: string
  readonly size: string
  readonly every: string
}

/**
 * What of the form differs from the session: only that is asked of the core, and stands in the record.
 *
 * @throws Error when only one of the two sites is said
 */
export function changesOf({ cuff, sensor, size, every }: Filled, session: Session | null) {
  const sites = readSites(cuff, sensor, size)
  const known = session?.sites
  const isNew =
    sites &&
    (sites.cuff !== known?.cuff || sites.sensor !== known.sensor || sites.cuffSize !== known.cuffSize)
  const everyMin = every === '' ? null : Number(every)
  const isOther = everyMin !== (session?.cuffCycle?.everyMin ?? null)
  return { sites: isNew ? sites : null, cycle: isOther ? { everyMin } : null }
}

function readSites(cuff: string, sensor: string, size: string) {
  if (cuff === '' && sensor === '' && size === '') return null
  const cuffSite = cuffSites.find(site => site === cuff)
  const sensorSite = sensorSites.find(site => site === sensor)
  if (!cuffSite || !sensorSite) throw new Error(text.sheets.cuff.needsBoth)
  const cuffSize = cuffSizes.find(known => known === size)
  return { cuff: cuffSite, sensor: sensorSite, ...(cuffSize ? { cuffSize } : {}) }
}
