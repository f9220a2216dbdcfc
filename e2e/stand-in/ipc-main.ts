import type { IpcMain, WebContents, WebFrameMain } from 'electron'
import { strict } from './strict.ts'

type Handler = (event: object, ...args: unknown[]) => unknown

const handlers = new Map<string, Handler>()
const channels = new Map<string, Set<Handler>>()

export const ipcMain: IpcMain = strict<IpcMain>('ipcMain', {
  handle(channel, handler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler as Handler)
  },
  removeHandler(channel) {
    handlers.delete(channel)
  },
  on(channel, listener) {
    const known = channels.get(channel) ?? new Set<Handler>()
    channels.set(channel, known.add(listener as Handler))
    return ipcMain
  },
})

export interface IpcSender {
  readonly sender: WebContents
  /** The address that the asking document has, as the program knows it. */
  readonly url: string
}

/** Hands a page's question to the program's handler. Rejects with what the handler threw. */
export async function dispatchInvoke(
  from: IpcSender,
  channel: string,
  args: readonly unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel)
  if (!handler) throw new Error(`No handler registered for '${channel}'`)
  return handler(makeEvent(from), ...args)
}

export function dispatchSend(from: IpcSender, channel: string, args: readonly unknown[]): void {
  for (const listener of channels.get(channel) ?? []) listener(makeEvent(from), ...args)
}

function makeEvent({ sender, url }: IpcSender): object {
  // A preload script runs in a window's own frame only, so that frame has no parent.
  const senderFrame = strict<WebFrameMain>('WebFrameMain', {
    url,
    origin: `${new URL(url).protocol}//${new URL(url).host}`,
    parent: null,
  })
  return strict('IpcMainInvokeEvent', { type: 'frame', sender, senderFrame })
}
