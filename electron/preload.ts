import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { Answer, CoreEvent } from '../shared/ipc.ts'

/*
 * All that a window can reach: two functions. The script runs sandboxed, in a world of its own; the core checks whatever
 * comes through.
 */
contextBridge.exposeInMainWorld('vigil', {
  request: (name: string, payload: unknown): Promise<Answer> =>
    ipcRenderer.invoke('vigil:request', name, payload),
  onEvent(listener: (event: CoreEvent) => void): () => void {
    const take = (_event: IpcRendererEvent, coreEvent: CoreEvent) => listener(coreEvent)
    ipcRenderer.on('vigil:event', take)
    return () => {
      ipcRenderer.removeListener('vigil:event', take)
    }
  },
})
