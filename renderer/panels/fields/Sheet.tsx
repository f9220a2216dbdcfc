import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { useFocusBack } from './useFocusBack.ts'

/** What every sheet is given. */
export interface SheetRender {
  /** The room that is open behind the sheet, if one is. */
  readonly roomId: string | null
  readonly onClose: () => void
}

export interface SheetProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** For tables: as much of the chart's width as leaves something of it. */
  readonly wide?: boolean
  /** Keys of this sheet alone; Esc is every sheet's. */
  readonly onKeyDown?: (event: KeyboardEvent) => void
}

/**
 * A side sheet: it stands beside the figures and never over them or an alarm, so nothing in it is modal. Focus moves in
 * when it opens and back when it closes; Esc closes it.
 */
export function Sheet({ title, onClose, children, wide = false, onKeyDown }: SheetProps) {
  const titleId = useId()
  const ref = useRef<HTMLDivElement>(null)
  useFocusBack(ref)
  useEffect(() => {
    const first =
      ref.current?.querySelector<HTMLElement>('[data-autofocus]') ??
      ref.current?.querySelector<HTMLElement>('input, select, textarea, button')
    first?.focus()
  }, [])
  useEffect(() => (ref.current ? keepFocus(ref.current) : undefined), [])
  return (
    <div
      ref={ref}
      className={wide ? 'sheet wide' : 'sheet'}
      role="dialog"
      tabIndex={-1}
      aria-labelledby={titleId}
      onKeyDown={event => {
        if (event.key !== 'Escape') {
          onKeyDown?.(event)
          return
        }
        event.stopPropagation()
        onClose()
      }}
    >
      <header className="sheet-head">
        <h2 id={titleId}>{title}</h2>
      </header>
      {children}
    </div>
  )
}

/** What had the focus may go once it is answered: whoever types on must be in the sheet still, where a letter is no key of the page. */
function keepFocus(sheet: HTMLElement): () => void {
  let last: Element | null = null
  const note = ({ target }: FocusEvent) => {
    last = target instanceof Element ? target : null
  }
  const observer = new MutationObserver(() => {
    if (last && !last.isConnected && document.activeElement === document.body) sheet.focus()
  })
  sheet.addEventListener('focusin', note)
  observer.observe(sheet, { childList: true, subtree: true })
  return () => {
    sheet.removeEventListener('focusin', note)
    observer.disconnect()
  }
}

/** The place of a sheet that is still being fetched: it takes nothing, neither focus nor keys. */
export function WaitingSheet({ title }: Pick<SheetProps, 'title'>) {
  return (
    <div className="sheet" aria-busy="true">
      <header className="sheet-head">
        <h2>{title}</h2>
      </header>
    </div>
  )
}
