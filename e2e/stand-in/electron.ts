import { app, becomeReady } from './app.ts'
import { BrowserWindow, watchPages } from './browser-window.ts'
import { launchChromium } from './chromium.ts'
import { dialog, Menu, Notification, powerSaveBlocker, shell } from './desktop.ts'
import { ipcMain } from './ipc-main.ts'
import { MessageChannelMain } from './message-channel.ts'
import { listenToPerson } from './person.ts'
import { protocol } from './protocol.ts'
import { session } from './session.ts'
import { strict } from './strict.ts'
import { utilityProcess } from './utility-process.ts'

/*
 * What `electron` is to the program under test. An import by a name that is not here does not even link; the default
 * export and `require` throw when it is used.
 */

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  Notification,
  powerSaveBlocker,
  protocol,
  session,
  shell,
  utilityProcess,
}

const electron = strict<object>('electron', {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  Notification,
  powerSaveBlocker,
  protocol,
  session,
  shell,
  utilityProcess,
})
export default electron
export { electron as 'module.exports' }

listenToPerson()
// As in Electron, this comes after the program's own first run through.
void launchChromium().then(async chromium => {
  await watchPages(chromium)
  becomeReady()
})
