import { Component, type ReactNode, useEffect, useState } from 'react'
import { text } from '../text/text.ts'

const words = text.common.notShown

type Draw<P> = (given: P) => ReactNode

/** A page or a sheet of a list: part of the window from its start, or fetched when it is first opened. */
export type Entry<P> = { readonly title: () => string } & (
  | { readonly component: Draw<P> }
  | { readonly load: () => Promise<Draw<P>> }
)

interface OpenedProps<P> {
  readonly entry: Entry<P>
  readonly given: P
  /** What stands there until the view has been fetched. */
  readonly waiting: ReactNode
  /** What stands there instead of a view that cannot be fetched or drawn. */
  readonly failed: (why: ReactNode) => ReactNode
}

/** One entry, drawn at once when it is already here. Give it a `key`: another entry is another view. */
export function Opened<P extends object>({ entry, given, waiting, failed }: OpenedProps<P>) {
  return (
    <Guard failed={error => failed(<NotShown title={entry.title()} error={error} />)}>
      <View entry={entry} given={given} waiting={waiting} />
    </Guard>
  )
}

function View<P extends object>({ entry, given, waiting }: Omit<OpenedProps<P>, 'failed'>) {
  const [Found, setFound] = useState(() => viewOf(entry))
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    if (Found) return
    let left = false
    fetchView(entry).then(
      view => left || setFound(() => view),
      (reason: unknown) => left || setError(reason),
    )
    return () => {
      left = true
    }
  }, [Found, entry])
  if (error !== null) throw error
  return Found ? <Found {...given} /> : waiting
}

/** Keeps an error in one view from taking the whole window, and its alarms, with it. */
class Guard extends Component<
  { readonly failed: (error: unknown) => ReactNode; readonly children: ReactNode },
  { readonly error: unknown }
> {
  override state = { error: null }
  static getDerivedStateFromError = (error: unknown) => ({ error })
  override render() {
    return this.state.error === null ? this.props.children : this.props.failed(this.state.error)
  }
}

function NotShown({ title, error }: { readonly title: string; readonly error: unknown }) {
  return (
    <>
      <p role="alert">{words.why(title)}</p>
      <p className="dim">{error instanceof Error ? error.message : String(error)}</p>
      {/* Some browsers never fetch a file again that has failed once: reload the window. */}
      <button type="button" className="primary" onClick={() => window.location.reload()}>
        {words.reload}
      </button>
    </>
  )
}

const views = new WeakMap<object, unknown>()

function viewOf<P>(entry: Entry<P>): Draw<P> | null {
  if ('component' in entry) return entry.component
  return (views.get(entry) as Draw<P> | undefined) ?? null
}

async function fetchView<P>(entry: Entry<P>): Promise<Draw<P>> {
  const view = viewOf(entry) ?? ('load' in entry ? await entry.load() : entry.component)
  views.set(entry, view)
  return view
}

/** Fetches views in idle moments, one after the other, before they are opened. What fails is tried again then. */
export async function fetchAhead(entries: readonly Entry<never>[]): Promise<void> {
  for (const entry of entries) {
    await idleMoment()
    await fetchView(entry).catch(() => {})
  }
}

/** Comes at last after two seconds: a window that draws all the time is to have its sheets too. */
function idleMoment(): Promise<void> {
  return new Promise(resolve => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: 2000 })
    else setTimeout(resolve, 100)
  })
}
