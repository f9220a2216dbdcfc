import { SECOND_MS } from '../../shared/time.ts'
import type { Batch } from '../store/batches.ts'
import { explain } from '../store/errors.ts'
import { type Store, StoreError } from '../store/index.ts'
import { storeBatch } from '../store/store-batch.ts'
import type { FromRecord, Trouble } from './messages.ts'

/** How soon a batch that could not be stored is tried again: `not-recording` must end within half a second. */
const AGAIN_MS = 100
/** How often the process says that it lives, after it has tried its disk and its lock: `not-recording` must come within 1.2 s. */
const LOOK_MS = SECOND_MS / 5

/** Stores batches one after another; one that cannot be stored now is tried until it can, and nothing overtakes it. */
export interface RecordWriter {
  take(batch: Batch): void
  /** One last try for what waits. */
  close(): void
}

export interface RecordWriterOptions {
  readonly store: Store
  readonly dataDir: string
  /** What is wrong with the file, if anything. */
  readonly look: () => Trouble | null
  /** Writes next to nothing: where the disk does not answer, nor does this process. Never throws. */
  readonly touch: () => void
  readonly send: (message: FromRecord) => void
}

export function createRecordWriter({ store, dataDir, look, touch, send }: RecordWriterOptions): RecordWriter {
  const waiting: Batch[] = []
  let trouble: Trouble | null = null
  let timer: NodeJS.Timeout | null = null

  function tell(next: Trouble | null): void {
    if (next?.sentence === trouble?.sentence) return
    trouble = next
    send({ kind: 'trouble', trouble })
  }

  function work(): void {
    timer = null
    for (let batch = waiting[0]; batch; batch = waiting[0]) {
      const tried = tryOne(batch)
      if ('code' in tried) {
        tell(tried)
        timer = setTimeout(work, AGAIN_MS)
        return
      }
      // What is stored ends the trouble, and is heard after it has ended.
      tell(null)
      send(tried)
      waiting.shift()
    }
  }

  function tryOne({ number, ...batch }: Batch): Trouble | Extract<FromRecord, { kind: 'stored' }> {
    const wrong = look()
    if (wrong) return wrong
    try {
      return { kind: 'stored', number, told: storeBatch(store, { number, ...batch }) }
    } catch (error) {
      return troubleOf(error)
    }
  }

  function troubleOf(error: unknown): Trouble {
    const { code, message } = error instanceof StoreError ? error : explain(error, dataDir)
    return { code, sentence: message }
  }

  /** What would keep the next batch from being stored, as far as that is seen without one. */
  function probe(): Trouble | null {
    touch()
    const wrong = look()
    if (wrong) return wrong
    try {
      store.tryLock()
      return null
    } catch (error) {
      return troubleOf(error)
    }
  }

  const looking = setInterval(() => {
    if (waiting.length === 0) tell(probe())
    send({ kind: 'awake' })
  }, LOOK_MS)
  looking.unref()

  return {
    take(batch) {
      waiting.push(batch)
      if (timer === null) work()
    },
    close() {
      clearInterval(looking)
      if (timer !== null) clearTimeout(timer)
      work()
      if (timer !== null) clearTimeout(timer)
    },
  }
}
