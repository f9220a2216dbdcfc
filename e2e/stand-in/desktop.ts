import { existsSync } from 'node:fs'
import type {
  Dialog,
  Menu as ElectronMenu,
  Notification as ElectronNotification,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  NotificationConstructorOptions,
  PowerSaveBlocker,
  Shell,
} from 'electron'
import { ask, awake, beep, openFile, showError, showMenu, showNotification } from './person.ts'
import { checkOptions, notImplemented, strict } from './strict.ts'

/* What the program has of the operating system's own desktop. */

const anything = () => true
const messageBoxOptions = {
  type: anything,
  title: anything,
  message: anything,
  detail: anything,
  buttons: Array.isArray,
  defaultId: anything,
  cancelId: anything,
  noLink: anything,
}

export const dialog = strict<Dialog>('dialog', {
  async showMessageBox(...args: unknown[]) {
    const options = args.at(-1) as MessageBoxOptions
    checkOptions('dialog.showMessageBox options', { ...options }, messageBoxOptions)
    const { message, detail = '', buttons = ['OK'] } = options
    return { response: await ask({ message, detail, buttons }), checkboxChecked: false }
  },
  showErrorBox: (title, content) => showError(`${title}: ${content}`),
})

let lastBlocker = 0
export const powerSaveBlocker = strict<PowerSaveBlocker>('powerSaveBlocker', {
  start(type) {
    lastBlocker += 1
    awake.set(lastBlocker, type)
    return lastBlocker
  },
  stop: id => awake.delete(id),
  isStarted: id => awake.has(id),
})

const notificationOptions = {
  title: anything,
  body: anything,
  urgency: (value: unknown) => value === 'normal' || value === 'critical' || value === 'low',
}

/** Shown when told so, never before; a person only reads it. */
function makeNotification(options: NotificationConstructorOptions): ElectronNotification {
  checkOptions('Notification options', { ...options }, notificationOptions)
  const { title = '', body = '' } = options
  return strict<ElectronNotification>('notification', { show: () => showNotification({ title, body }) })
}

export const Notification = new Proxy(
  // Only an ordinary function can be called with `new` through a proxy.
  function Notification() {} as unknown as typeof ElectronNotification,
  {
    construct: (_, [options]) => makeNotification(options as NotificationConstructorOptions),
    get(_, key) {
      if (key === 'isSupported') return () => true
      if (typeof key === 'symbol' || key === 'prototype' || key === 'name') return undefined
      throw notImplemented(`Notification.${key}`)
    },
  },
)

export const shell = strict<Shell>('shell', {
  beep,
  // "Open the given file in the desktop's default manner": an empty string, or the error message of a failure.
  async openPath(path) {
    if (!existsSync(path)) return `${path} does not exist`
    openFile(path)
    return ''
  },
})

const itemOptions = {
  id: anything,
  label: anything,
  role: anything,
  type: anything,
  accelerator: anything,
  click: anything,
  submenu: Array.isArray,
}
const templates = new WeakMap<object, readonly MenuItemConstructorOptions[]>()

export const Menu = strict<typeof ElectronMenu>('Menu', {
  buildFromTemplate(template) {
    for (const item of template) checkItem(item as MenuItemConstructorOptions)
    const menu = strict<ElectronMenu>('menu', {})
    templates.set(menu, template as readonly MenuItemConstructorOptions[])
    return menu
  },
  setApplicationMenu(menu) {
    const template = menu === null ? [] : templates.get(menu)
    if (!template) throw notImplemented('a menu that was not built from a template')
    showMenu(template)
  },
})

function checkItem(item: MenuItemConstructorOptions): void {
  checkOptions('menu item', { ...item }, itemOptions)
  if (item.label === undefined && item.role === undefined && item.type !== 'separator')
    throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type')
  if (Array.isArray(item.submenu)) for (const each of item.submenu) checkItem(each)
}
