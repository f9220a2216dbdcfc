import { create } from 'zustand'
import { readStored, store } from './stored.ts'

interface Theme {
  readonly theme: 'dark' | 'light'
  /** Dims everything but alarms. */
  readonly night: boolean
  readonly toggle: () => void
  readonly toggleNight: () => void
}

const stored = (name: string) => readStored('localStorage', name)

/** Light or dark, and the night step: a taste of this window, kept in its browser. */
export const useTheme = create<Theme>((set, get) => ({
  theme: stored('theme') === 'light' ? 'light' : 'dark',
  night: stored('night') === 'on' && stored('theme') !== 'light',
  toggle() {
    set(get().theme === 'dark' ? { theme: 'light', night: false } : { theme: 'dark' })
    apply()
  },
  toggleNight() {
    // A dimmed light theme would only lose contrast: night is dark.
    set(get().night ? { night: false } : { night: true, theme: 'dark' })
    apply()
  },
}))

function apply(): void {
  const { theme, night } = useTheme.getState()
  document.documentElement.dataset['theme'] = theme
  document.documentElement.dataset['night'] = night ? 'on' : 'off'
  // A browser that keeps nothing starts dark again.
  store('localStorage', 'theme', theme)
  store('localStorage', 'night', night ? 'on' : 'off')
}

export function startTheme(): void {
  apply()
}
