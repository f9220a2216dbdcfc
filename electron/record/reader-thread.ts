import { Worker } from 'node:worker_threads'
import { SECOND_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import { say } from '../process/say.ts'
import { unpackError } from './failed.ts'
import type { ReadJobs } from './read-jobs.ts'
import type { ReaderAnswer, ReaderQuestion } from './reader.ts'

/** What is being read may take longer than anybody waits for. */
const CLOSE_MS = SECOND_MS

type Answer = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }

/** The thread that reads, begun with the first question, and begun anew where it has ended. */
export interface ReaderThread {
  ask(job: keyof ReadJobs, args: readonly unknown[]): Promise<unknown>
  close(): Promise<void>
}

export function createReaderThread(program: string, dataDir: string): ReaderThread {
  let thread: Worker | null = null
  let lastId = 0
  const asked = new Map<number, Answer>()

  function begin(): Worker {
    const begun = new Worker(program, { workerData: { dataDir } })
    thread = begun
    begun.on('message', (answer: ReaderAnswer) => {
      const waiting = asked.get(answer.id)
      asked.delete(answer.id)
      if ('error' in answer) waiting?.reject(unpackError(answer.error))
      else waiting?.resolve(answer.value)
    })
    begun.once('error', error => {
      say(phrase.processes.readingThreadFailed, error)
      fail(error instanceof Error ? error : new Error(String(error)))
    })
    begun.once('exit', () => {
      if (thread === begun) thread = null
      fail(new Error(phrase.processes.recordUnread))
    })
    return begun
  }

  function fail(error: Error): void {
    for (const waiting of asked.values()) waiting.reject(error)
    asked.clear()
  }

  return {
    ask(job, args) {
      const reader = thread ?? begin()
      lastId += 1
      const id = lastId
      return new Promise((resolve, reject) => {
        asked.set(id, { resolve, reject })
        reader.postMessage({ id, job, args } satisfies ReaderQuestion)
      })
    },
    async close() {
      const ending = thread
      if (!ending) return
      const ended = new Promise(resolve => ending.once('exit', resolve))
      ending.postMessage(null)
      const late = setTimeout(() => void ending.terminate(), CLOSE_MS)
      await ended
      clearTimeout(late)
    },
  }
}
