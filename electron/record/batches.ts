import { phrase } from '../../shared/words/host.ts'
import type { Change, Outcome, WriteBatch } from '../core/contracts/record.ts'
import type { Batch, GroupTold } from '../store/batches.ts'

/*
 * What is on its way to the record: one batch at a time, and everything that is handed over meanwhile is the next. A batch goes out
 * again, under its number, to a record that has been begun anew; nothing ever overtakes another.
 */

export interface BatchesOptions {
  readonly run: string
  readonly nowMs: () => number
  /** Runs something later; gives its cancellation. */
  readonly setTimer: (delayMs: number, run: () => void) => () => void
  /** Why nothing is stored, for whoever gives up waiting. */
  readonly whyNot: () => string
}

export interface Batches {
  readonly write: WriteBatch
  /** There is a record: what is on its way goes out (again). */
  connect(send: (batch: Batch) => void): void
  disconnect(): void
  hear(number: number, told: readonly GroupTold[]): void
  /** Since when the oldest unanswered batch has waited; null: nothing waits. */
  waitingSinceMs(): number | null
  /** Resolves once everything handed over so far has its outcome. */
  settled(): Promise<void>
}

interface Group {
  readonly changes: readonly Change[]
  readonly tell: (outcome: Outcome) => void
}

export function createBatches({ run, nowMs, setTimer, whyNot }: BatchesOptions): Batches {
  let send: ((batch: Batch) => void) | null = null
  let lastNumber = 0
  let underWay: {
    readonly batch: Batch
    readonly groups: readonly Group[]
    readonly sinceMs: number
  } | null = null
  let gathered: Group[] = []
  let gatheredMs = 0
  let isDue = false
  let settling: { readonly after: number; readonly resolve: () => void }[] = []
  let handed = 0
  let answered = 0

  /** In the same turn, after whatever else this turn hands over. */
  function sendSoon(): void {
    if (isDue) return
    isDue = true
    queueMicrotask(() => {
      isDue = false
      sendNext()
    })
  }

  function sendNext(): void {
    if (underWay || gathered.length === 0 || !send) return
    lastNumber += 1
    const groups = gathered
    gathered = []
    const batch = { run, number: lastNumber, groups: groups.map(({ changes }) => changes) }
    underWay = { batch, groups, sinceMs: gatheredMs }
    send(batch)
  }

  function tell({ tell: done }: Group, outcome: Outcome): void {
    answered += 1
    done(outcome)
  }

  function settle(): void {
    const ready = settling.filter(({ after }) => after <= answered)
    settling = settling.filter(({ after }) => after > answered)
    for (const { resolve } of ready) resolve()
  }

  return {
    write(changes, done, { patienceMs } = {}) {
      handed += 1
      let cancel = () => {}
      const group: Group = {
        changes,
        tell(outcome) {
          cancel()
          done(outcome)
        },
      }
      if (patienceMs !== undefined)
        cancel = setTimer(patienceMs, () => {
          // What has been sent may be stored any moment: it cannot be taken back.
          if (!gathered.includes(group)) return
          gathered = gathered.filter(other => other !== group)
          tell(group, { ok: false, error: new Error(phrase.processes.nothingChanged(whyNot())) })
          settle()
        })
      if (gathered.length === 0) gatheredMs = nowMs()
      gathered.push(group)
      sendSoon()
    },
    connect(sendTo) {
      send = sendTo
      if (underWay) sendTo(underWay.batch)
      else sendNext()
    },
    disconnect() {
      send = null
    },
    hear(number, told) {
      if (underWay?.batch.number !== number) return
      const { groups } = underWay
      underWay = null
      groups.forEach((group, index) => {
        const known = told[index]
        if (known && 'entries' in known) tell(group, { ok: true, entries: known.entries })
        else
          tell(group, {
            ok: false,
            error: new Error(known?.refused ?? phrase.processes.recordSaidNoOutcome),
          })
      })
      settle()
      sendNext()
    },
    waitingSinceMs: () => underWay?.sinceMs ?? (gathered.length > 0 ? gatheredMs : null),
    settled: () =>
      answered >= handed
        ? Promise.resolve()
        : new Promise(resolve => settling.push({ after: handed, resolve })),
  }
}
