import { phrase } from '../../shared/words/host.ts'
import type { Captures } from '../core/contracts/captures.ts'
import { beginCaptures } from '../ports/capture/begin.ts'
import type { Asking } from './asking.ts'
import type { RecordChannel } from './channel.ts'
import type { FromRecord } from './messages.ts'

/** Captures whose files the record's process has: nothing beside the alarms writes to a disk. */
export interface RemoteCaptures {
  readonly captures: Captures
  hear(message: Extract<FromRecord, { kind: 'captureEnded' }>): void
  /** The process has gone, and every capture with it. */
  lose(): void
}

interface Running {
  readonly onError: (error: string) => void
  readonly onEnded: () => void
}

export function createRemoteCaptures(
  software: string,
  channel: () => RecordChannel | null,
  ask: Asking['ask'],
): RemoteCaptures {
  const running = new Map<string, Running>()

  const begin = beginCaptures(software, (id, onError) => {
    let resolveClosed = () => {}
    const closed = new Promise<void>(resolve => {
      resolveClosed = resolve
    })
    running.set(id, { onError, onEnded: resolveClosed })
    channel()?.send({ kind: 'captureBegin', id })
    return {
      write: bytes => channel()?.send({ kind: 'captureBytes', id, bytes }),
      close() {
        if (!running.has(id)) return Promise.resolve()
        channel()?.send({ kind: 'captureEnd', id })
        return closed
      },
    }
  })

  function end(id: string, error: string | null): void {
    const ended = running.get(id)
    running.delete(id)
    if (error !== null) ended?.onError(error)
    ended?.onEnded()
  }

  return {
    captures: {
      begin,
      list: () => ask('listCaptures'),
      read: id => ask('readCapture', id),
      describe: id => ask('describeCapture', id),
    },
    hear: ({ id, error }) => end(id, error),
    lose() {
      for (const id of [...running.keys()]) end(id, phrase.processes.recordHasStopped)
    },
  }
}
