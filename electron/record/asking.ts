import { phrase } from '../../shared/words/host.ts'
import type { TellStep } from '../core/contracts/reports.ts'
import type { RecordChannel } from './channel.ts'
import { unpackError } from './failed.ts'
import type { JobName, Jobs } from './jobs.ts'
import type { FromRecord, ToRecord } from './messages.ts'

type Tail<A extends readonly unknown[]> = A extends readonly [unknown, ...infer R] ? R : []
type Args<N extends JobName> = Tail<Parameters<Jobs[N]>>
type Answer<N extends JobName> = ReturnType<Jobs[N]>

/** Questions to the record's process, each answered once. */
export interface Asking {
  ask<N extends JobName>(job: N, ...args: Args<N>): Answer<N>
  askTelling<N extends JobName>(job: N, tell: TellStep, ...args: Args<N>): Answer<N>
  hear(message: Extract<FromRecord, { kind: 'answer' | 'failed' | 'step' }>): void
  /** There is a record (again): what was asked in vain is asked. */
  connect(): void
  /** The process has gone. What only reads is asked again; of the rest nobody knows what became. */
  lose(): void
}

interface Asked {
  readonly message: Extract<ToRecord, { kind: 'ask' }>
  readonly tell: TellStep
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** Jobs that change something: done twice they would be done twice. */
const changing: readonly JobName[] = [
  'importFile',
  'makeReport',
  'backUp',
  'rekey',
  'restore',
  'deleteSession',
]

export function createAsking(channel: () => RecordChannel | null): Asking {
  const asked = new Map<number, Asked>()
  let lastId = 0

  function send(job: JobName, tell: TellStep, args: readonly unknown[]): Promise<unknown> {
    lastId += 1
    const message = { kind: 'ask', id: lastId, job, args } as const
    return new Promise((resolve, reject) => {
      asked.set(message.id, { message, tell, resolve, reject })
      channel()?.send(message)
    })
  }

  return {
    ask: (job, ...args) => send(job, () => {}, args) as Answer<typeof job>,
    askTelling: (job, tell, ...args) => send(job, tell, args) as Answer<typeof job>,
    hear(message) {
      const waiting = asked.get(message.id)
      if (message.kind === 'step') {
        waiting?.tell(message.step, message.share)
        return
      }
      asked.delete(message.id)
      if (message.kind === 'answer') waiting?.resolve(message.value)
      else waiting?.reject(unpackError(message.error))
    },
    connect() {
      for (const { message } of asked.values()) channel()?.send(message)
    },
    lose() {
      for (const [id, { message, reject }] of asked) {
        if (!changing.some(job => job === message.job)) continue
        asked.delete(id)
        reject(new Error(phrase.processes.recordStoppedMeanwhile))
      }
    },
  }
}
