import './actions.css'
import { roomKeys } from '../../app/keys.ts'
import type { LiveRoom } from '../../live/store.ts'
import { text } from '../../text/en.ts'

/** What a person can do now, each with its key. */
export function ActionBar({ room }: { readonly room: LiveRoom }) {
  return (
    <footer>
      <div className="actions" role="toolbar" aria-label={text.room.actions.label}>
        {roomKeys(room.view).map(({ key, label, run, primary, end }) => (
          <button
            key={key}
            type="button"
            className={`${primary ? 'primary' : ''} ${end ? 'at-end' : ''}`}
            onClick={run}
          >
            {label}
            <kbd>{key}</kbd>
          </button>
        ))}
      </div>
    </footer>
  )
}
