import { contextBridge, ipcRenderer } from 'electron'
import type { CoreEvent } from '../../shared/ipc.ts'

/*
 * All that a window gets: one way to ask and one way to listen. Requests are checked in the core, not here: a window
 * that has been taken over could leave this script out.
 */

contextBridge.exposeInMainWorld('vigil', {
  request: (name: string, payload: unknown): Promise<unknown> =>
    ipcRenderer.invoke('vigil:request', name, payload),
  onEvent(listener: (event: CoreEvent) => void): () => void {
    // Electron's own event object would hand the page a way to every channel.
    const pass = (_: unknown, event: CoreEvent) => listener(event)
    ipcRenderer.on('vigil:event', pass)
    return () => {
      ipcRenderer.off('vigil:event', pass)
    }
  },
})
