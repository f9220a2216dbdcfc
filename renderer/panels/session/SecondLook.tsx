import type { GapRecord } from '../../../shared/session/types.ts'
import { MINUTE_MS } from '../../../shared/time.ts'
import { text } from '../../text/text.ts'

const words = text.doses.gaps

interface SecondLookProps {
  readonly gap: GapRecord
  readonly lengthMin: number
  readonly right: boolean
  readonly onRight: (right: boolean) => void
}

/** A length that is far from what the clock says, or longer than any session: a person looks again and says that it is right. */
export function SecondLook({ gap, lengthMin, right, onRight }: SecondLookProps) {
  const { byWallMs = -1 } = gap
  return (
    <label className="check" data-testid="gap-second-look">
      <input type="checkbox" checked={right} required onChange={event => onRight(event.target.checked)} />
      {byWallMs < 0 ? words.long(lengthMin) : words.far(lengthMin, Math.round(byWallMs / MINUTE_MS))}
    </label>
  )
}
