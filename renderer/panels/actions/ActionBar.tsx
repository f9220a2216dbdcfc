import './actions.css'
import { roomKeys } from '../../app/keys.ts'
import type { LiveRoom } from '../../live/store.ts'

/** What a person can do now, each with its key. */
export function ActionBar({ room }: { readonly room: LiveRoom }) {
  return (
    <div className="actions" role="toolbar" aria-label="Actions">
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
  )
}
