import './signals.css'
import type { Session } from '../../../shared/session/types.ts'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { openSheet } from '../../window/ui.ts'

const words = text.signals.prompts

/** What somebody should say once, in one quiet line; it is gone as soon as it has been said. */
export function Prompts({ session }: { readonly session: Session | null }) {
  const soundChecked = useLive(state => state.snapshot?.sound.checkedBy != null)
  const asksSites = session !== null && !session.sites && !session.replayed
  if (soundChecked && !asksSites) return null
  return (
    <div className="prompts" data-testid="prompts">
      {soundChecked ? null : (
        <p>
          {words.sound}
          <button type="button" onClick={() => openSheet('sound')}>
            {words.test}
            <kbd>t</kbd>
          </button>
        </p>
      )}
      {asksSites ? (
        <p>
          {words.sites}
          <button type="button" onClick={() => openSheet('cuff')}>
            {words.say}
            <kbd>w</kbd>
          </button>
        </p>
      ) : null}
    </div>
  )
}
