import './actions.css'
import { text } from '../../text/text.ts'

/** One thing a person can do, by its button or by its letter. */
export interface KeyAction {
  readonly key: string
  readonly label: string
  readonly run: () => void
  readonly primary?: boolean
  /** Stands at the far end of the bar. */
  readonly end?: boolean
}

/** What a person can do now, each with its key. */
export function ActionBar({ actions }: { readonly actions: readonly KeyAction[] }) {
  return (
    <footer>
      <div className="actions" role="toolbar" aria-label={text.room.actions.label}>
        {actions.map(({ key, label, run, primary, end }) => (
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
