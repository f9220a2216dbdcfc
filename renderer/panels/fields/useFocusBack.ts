import { type RefObject, useEffect, useRef } from 'react'

/**
 * What had the focus before something opened has it again once that is gone: else keys would begin at the top of the page.
 * Where somebody has gone on to something else meanwhile, an alarm for one, it stays there.
 */
export function useFocusBack(opened: RefObject<HTMLElement | null>): void {
  const before = useRef<Element>(null)
  useEffect(() => {
    const active = document.activeElement
    if (!opened.current?.contains(active)) before.current = active
    return () => {
      // The browser gives the body what was on something that is taken away.
      if (document.activeElement !== document.body) return
      if (before.current instanceof HTMLElement) before.current.focus()
    }
  }, [opened])
}
