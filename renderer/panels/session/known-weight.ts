import { useEffect, useState } from 'react'
import type { EarlierWeight } from '../../../shared/session/types.ts'
import { ask } from '../../live/store.ts'

/** So long after the last letter of a record number the core is asked. */
const PATIENCE_MS = 300

/** What the patient with this record number weighed last; null: not known, or not known yet. */
export function useKnownWeight(recordId: string, simulated: boolean): EarlierWeight | null {
  const [found, setFound] = useState<{
    readonly recordId: string
    readonly weight: EarlierWeight | null
  } | null>(null)
  useEffect(() => {
    if (recordId === '') return
    let isMeant = true
    const timer = window.setTimeout(() => {
      // The core asks again when the session is opened: without an answer nothing is lost.
      ask('lastWeight', { recordId, simulated })
        .then(weight => (isMeant ? setFound({ recordId, weight }) : undefined))
        .catch(() => undefined)
    }, PATIENCE_MS)
    return () => {
      isMeant = false
      window.clearTimeout(timer)
    }
  }, [recordId, simulated])
  return found?.recordId === recordId ? found.weight : null
}
