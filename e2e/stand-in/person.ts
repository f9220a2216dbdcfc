import type { BrowserWindow, MenuItemConstructorOptions } from 'electron'
import { app, emitFromApp } from './app.ts'
import { notImplemented } from './strict.ts'
import { listWindows } from './windows.ts'

/*
 * The person at the computer: what the operating system would show them, and what they do outside of pages. The test is
 * this person, over the process's IPC channel.
 */

export interface Question {
  readonly message: string
  readonly detail: string
  readonly buttons: readonly string[]
}

/** What a person sees and hears outside of pages. */
export interface Desktop {
  readonly windows: readonly { readonly id: number; readonly visible: boolean }[]
  readonly questions: readonly Question[]
  readonly errors: readonly string[]
  /** Kinds of the power save blockers at work. */
  readonly awake: readonly string[]
  readonly beeps: number
  /** Files that were opened in the operating system's own programs. */
  readonly opened: readonly string[]
  /** What the operating system has shown over everything else. */
  readonly notifications: readonly Shown[]
}

export interface Shown {
  readonly title: string
  readonly body: string
}

export type Deed =
  | { readonly do: 'look' }
  /** The cross in the title bar. */
  | { readonly do: 'closeWindow'; readonly id: number }
  | { readonly do: 'minimizeWindow'; readonly id: number }
  | { readonly do: 'answer'; readonly button: string }
  | { readonly do: 'chooseMenu'; readonly path: readonly string[] }
  | { readonly do: 'quit' }
  /** A click on the running program's icon in the dock. */
  | { readonly do: 'activate' }

const questions: { readonly question: Question; answer(button: number): void }[] = []
const errors: string[] = []
const blockers = new Map<number, string>()
let menu: readonly MenuItemConstructorOptions[] = []
let beeps = 0
const opened: string[] = []
const notifications: Shown[] = []

export function ask(question: Question): Promise<number> {
  return new Promise(resolve => questions.push({ question, answer: resolve }))
}

export function showError(text: string): void {
  errors.push(text)
  process.stderr.write(`${text}\n`)
}

export function beep(): void {
  beeps += 1
}

export function openFile(path: string): void {
  opened.push(path)
}

export function showNotification(shown: Shown): void {
  notifications.push(shown)
}

export function showMenu(template: readonly MenuItemConstructorOptions[]): void {
  menu = template
}

/** The power save blockers at work, by id. */
export const awake = blockers

function look(): Desktop {
  return {
    windows: listWindows().map(window => ({ id: window.id, visible: window.isVisible() })),
    questions: questions.map(({ question }) => question),
    errors,
    awake: [...blockers.values()],
    beeps,
    opened,
    notifications,
  }
}

function act(deed: Deed): void {
  switch (deed.do) {
    case 'look':
      break
    case 'closeWindow':
      findWindow(deed.id).close()
      break
    case 'minimizeWindow':
      findWindow(deed.id).minimize()
      break
    case 'answer':
      answer(deed.button)
      break
    case 'chooseMenu':
      choose(deed.path)
      break
    case 'quit':
      app.quit()
      break
    case 'activate':
      emitFromApp('activate', {}, listWindows().length > 0)
  }
}

function findWindow(id: number): BrowserWindow {
  const window = listWindows().find(each => each.id === id)
  if (!window) throw new Error(`There is no window ${id}`)
  return window
}

function answer(button: string): void {
  const asked = questions[0]
  const index = asked?.question.buttons.indexOf(button) ?? -1
  if (!asked || index < 0) throw new Error(`Nothing is asked that "${button}" would answer`)
  questions.shift()
  asked.answer(index)
}

function choose(path: readonly string[]): void {
  let items: readonly MenuItemConstructorOptions[] = menu
  let chosen: MenuItemConstructorOptions | undefined
  for (const label of path) {
    chosen = items.find(item => item.label === label)
    items = Array.isArray(chosen?.submenu) ? chosen.submenu : []
  }
  // What a role does is Electron's own affair.
  if (!chosen?.click) throw notImplemented(`the menu item ${path.join(' / ')}`)
  Reflect.apply(chosen.click, null, [])
}

/** Lets the parent process, where there is one that talks, be the person. Without it there is nobody left to end this. */
export function listenToPerson(): void {
  process.once('disconnect', () => process.exit(1))
  process.on('message', ({ id, deed }: { id: number; deed: Deed }) => {
    try {
      act(deed)
      // What the program does about it at once is seen already.
      setImmediate(() => setImmediate(() => process.send?.({ id, desktop: look() })))
    } catch (error) {
      process.send?.({ id, error: String(error) })
    }
  })
}
