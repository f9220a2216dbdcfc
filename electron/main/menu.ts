import type { MenuItemConstructorOptions } from 'electron'
import type { HostWords } from '../../shared/words/host.ts'

type Item = MenuItemConstructorOptions

/**
 * The menu of every window. Each line has words of its own: what Electron would write there by itself is in the language of the
 * computer, if not in English.
 */
export function makeMenu(
  words: HostWords['shell']['menu'],
  platform: NodeJS.Platform,
  openWindow: () => void,
): Item[] {
  const { roles } = words
  const item = (role: keyof typeof roles): Item => ({ role, label: roles[role] })
  const line: Item = { type: 'separator' }
  const mac: Item = {
    label: 'Vigil',
    submenu: [
      item('about'),
      line,
      item('services'),
      line,
      ...(['hide', 'hideOthers', 'unhide'] as const).map(item),
      line,
      item('quit'),
    ],
  }
  return [
    ...(platform === 'darwin' ? [mac] : []),
    {
      label: words.file,
      submenu: [
        { id: 'new-window', label: words.newWindow, accelerator: 'CmdOrCtrl+N', click: () => openWindow() },
        item('close'),
        line,
        item('quit'),
      ],
    },
    {
      label: words.edit,
      submenu: [
        ...(['undo', 'redo'] as const).map(item),
        line,
        ...(['cut', 'copy', 'paste', 'delete', 'selectAll'] as const).map(item),
      ],
    },
    {
      label: words.view,
      // No reload: what a window shows is whole again by itself, and a chart lost by a slip of the hand is not wanted.
      submenu: (['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'] as const).map(item),
    },
    { label: words.window, role: 'window', submenu: (['minimize', 'zoom'] as const).map(item) },
  ]
}
