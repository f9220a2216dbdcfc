import { create } from 'zustand'
import { type Scale, scales } from './window.ts'

/** How much time the live chart shows: one choice for every room of this window. */
export const useScale = create<{ readonly scale: Scale }>(() => ({ scale: '15' }))

export function chooseScale(scale: Scale): void {
  useScale.setState({ scale })
}

/** The next longer scale, and after the longest the shortest. */
export function nextScale(): void {
  useScale.setState(({ scale }) => ({ scale: scales[(scales.indexOf(scale) + 1) % scales.length] ?? '15' }))
}
