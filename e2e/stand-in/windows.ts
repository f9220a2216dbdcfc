import type { BrowserWindow } from 'electron'

/* The windows that are open, oldest first. Apart from their making, so that what looks over them needs not make any. */

const open: BrowserWindow[] = []

export function addWindow(window: BrowserWindow): void {
  open.push(window)
}

export function removeWindow(window: BrowserWindow): void {
  open.splice(open.indexOf(window), 1)
}

export function listWindows(): BrowserWindow[] {
  return [...open]
}
