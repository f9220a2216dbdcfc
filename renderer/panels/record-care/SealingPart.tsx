import { useState } from 'react'
import type { RecordCareView } from '../../../shared/care-views.ts'
import { sealAfterDays } from '../../../shared/record-times.ts'
import { ask } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { withPerson } from '../../window/requests.ts'
import { tell } from '../../window/ui.ts'
import { NumberField, readNumber } from '../fields/fields.tsx'

const words = text.recordCare.sealing

interface SealingPartProps {
  readonly sealing: RecordCareView['sealing']
  /** Something was changed: look again. */
  readonly look: () => void
}

/** When closed sessions are sealed, and which of them could not be. */
export function SealingPart({ sealing: { afterDays, unsealed }, look }: SealingPartProps) {
  const [days, setDays] = useState(String(afterDays))
  const { least, most } = sealAfterDays
  const set = () =>
    withPerson(async () => {
      const wanted = readNumber(words.field, days) ?? sealAfterDays.usual
      await ask('setSealAfterDays', { days: wanted })
      tell(words.done)
      look()
    })
  return (
    <section>
      <h2>{words.title}</h2>
      {unsealed.map(({ sessionId, wallMs, sentence }) => (
        <p key={sessionId} className="warning" role="alert">
          {format().dayMinute(wallMs)}: {sentence}
        </p>
      ))}
      <p className="dim">{words.note(afterDays)}</p>
      <form
        className="field-row"
        onSubmit={event => {
          event.preventDefault()
          set()
        }}
      >
        <NumberField
          label={words.field}
          value={days}
          onChange={setDays}
          min={least}
          max={most}
          hint={words.hint(least, most)}
        />
        <button type="submit">{words.set}</button>
      </form>
    </section>
  )
}
