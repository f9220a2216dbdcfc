import type { RecordCareView } from '../../../shared/care-views.ts'
import { recordCareRequests } from '../../../shared/ipc/record-care.ts'
import { sealAfterDays } from '../../../shared/record-times.ts'
import { ask } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { NumberSetting } from './NumberSetting.tsx'

const words = text.recordCare.sealing

/** Nothing typed asks for the usual. */
const request = recordCareRequests.setSealAfterDays.payload.partial()

interface SealingPartProps {
  readonly sealing: RecordCareView['sealing']
  /** Something was changed: look again. */
  readonly look: () => void
}

/** When closed sessions are sealed, and which of them could not be. */
export function SealingPart({ sealing: { afterDays, unsealed }, look }: SealingPartProps) {
  return (
    <section>
      <h2>{words.title}</h2>
      {unsealed.map(({ sessionId, wallMs, sentence }) => (
        <p key={sessionId} className="warning" role="alert">
          {format().dayMinute(wallMs)}: {sentence}
        </p>
      ))}
      <p className="dim">{words.note(afterDays)}</p>
      <NumberSetting
        words={words}
        value={afterDays}
        request={request}
        name="days"
        onSet={days => ask('setSealAfterDays', { days: days ?? sealAfterDays.usual })}
        look={look}
      />
    </section>
  )
}
