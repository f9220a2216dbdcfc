import { useEffect } from 'react'
import { useLive } from '../live/store.ts'
import { isLocked, LOCK_AFTER_MS, lockScreen } from './lock.ts'

const LOOK_MS = 5000
const touches = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** Lock this screen after `LOCK_AFTER_MS` without a touch. */
export function useIdleLock(): void {
  useEffect(() => {
    let touchedMs = performance.now()
    const touch = () => {
      touchedMs = performance.now()
    }
    const look = () => {
      const someone = useLive.getState().snapshot?.you != null
      if (someone && !isLocked() && performance.now() - touchedMs >= LOCK_AFTER_MS) lockScreen()
    }
    const timer = window.setInterval(look, LOOK_MS)
    for (const name of touches) window.addEventListener(name, touch, { capture: true, passive: true })
    return () => {
      window.clearInterval(timer)
      for (const name of touches) window.removeEventListener(name, touch, { capture: true })
    }
  }, [])
}
