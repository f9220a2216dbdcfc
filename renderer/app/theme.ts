import { create } from 'zustand'

interface Theme {
  readonly theme: 'dark' | 'light'
  /** Dims everything but alarms. */
  readonly night: boolean
  readonly toggle: () => void
  readonly toggleNight: () => void
}

const stored = (name: string) => {
  try {
    return window.localStorage.getItem(name)
  } catch {
    return null
  }
}

/** Light or dark, and the night step: a taste of this window, kept in this browser only. */
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
  try {
    window.localStorage.setItem('theme', theme)
    window.localStorage.setItem('night', night ? 'on' : 'off')
  } catch {
    // A browser that keeps nothing starts dark again.
  }
}

export function startTheme(): void {
  apply()
}
