/* Tastes of this window, kept in its browser if that keeps anything. Nothing depends on them. */

/** For this browser, or for this window until it is closed. */
type Place = 'localStorage' | 'sessionStorage'

export function readStored(place: Place, name: string): string | null {
  try {
    return window[place].getItem(name)
  } catch {
    return null
  }
}

/** `null` forgets it. */
export function store(place: Place, name: string, value: string | null): void {
  try {
    if (value === null) window[place].removeItem(name)
    else window[place].setItem(name, value)
  } catch {
    // Storage may be forbidden or full.
  }
}
