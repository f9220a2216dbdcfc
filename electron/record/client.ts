import { randomUUID } from 'node:crypto'
import { SECOND_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Captures } from '../core/contracts/captures.ts'
import type { Imports } from '../core/contracts/imports.ts'
import type { FoundRecord, RecordKeeper } from '../core/contracts/record.ts'
import type { Reports } from '../core/contracts/reports.ts'
import type { Secrets } from '../core/contracts/secrets.ts'
import type { Say } from '../core/guard.ts'
import { Ready } from '../core/ready.ts'
import { Refusal } from '../core/refusal.ts'
import { isDoneWithin } from '../core/within.ts'
import { checkSize } from '../import/check-size.ts'
import { createRestartPace } from '../process/restart-pace.ts'
import { StoreError } from '../store/types.ts'
import type { Alive } from '../watchdog/step.ts'
import { type Asking, createAsking } from './asking.ts'
import { createBatches } from './batches.ts'
import { createRemoteCaptures } from './captures.ts'
import { forkRecord, type RecordChannel } from './channel.ts'
import type { FromRecord, Trouble } from './messages.ts'
import type { Programs } from './programs.ts'
import { isSilent, judgeRecord, type RecordSeen } from './silence.ts'

/** The record as the core has it: in a process of its own, which is begun anew whenever it ends. */
export interface RecordProcess extends RecordKeeper {
  readonly captures: Captures
  /** Hashed where neither alarms nor lines wait for it. */
  readonly secrets: Secrets
  readonly reports: Reports
  readonly imports: Imports
  /** Asks for a job of the record's process (`jobs.ts`): what must not run beside the alarms, and is no batch. */
  readonly ask: Asking['ask']
  /** One line of `errors.log`. */
  log(line: string): void
  /** For whoever looks at the data folder; null: it is taken away. */
  tellAlive(alive: Alive | null): void
  /** Of the process that there is now. */
  pid(): number | undefined
}

export interface RecordOptions {
  readonly dataDir: string
  readonly version: string
  readonly programs: Programs
  readonly say: Say
  /** Where this start was opened by a typed code: the master key, base64. */
  readonly master?: string
  /** Told it where the record begins to be opened so while it runs: who begins this process again must know it. */
  readonly onMaster?: (master: string) => void
  /** A core before this one may still have its record storing what it was handed. */
  readonly lockPatienceMs?: number
  /** A core before this one had this record open. */
  readonly goesOn?: boolean
}

const LOOK_MS = 100
const STOOD_STILL_MS = 5 * LOOK_MS
/** A record that does not store what it has within this is left to itself: what a slow disk takes later is stored all the same. */
const CLOSE_MS = 5 * SECOND_MS
/** A record that answers nothing for so long is silent. */
const SILENT_MS = 5 * SECOND_MS
/** A hash takes 0.4 s, and many times as long on a busy computer: one that lives is waited for so many times. */
const MOST_WAITS = 12

/** Begins the record's process. @throws StoreError with one sentence where the record cannot be opened */
export async function startRecord(options: RecordOptions): Promise<RecordProcess> {
  const { dataDir, version, programs, say, onMaster = () => {}, lockPatienceMs = 0, goesOn = false } = options
  let { master } = options
  const openChannel = forkRecord(programs.record)
  const nowMs = () => performance.now()
  const batches = createBatches({
    run: randomUUID(),
    nowMs,
    setTimer(delayMs, run) {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    whyNot: () => judge() ?? phrase.processes.recordSilent,
  })
  const pace = createRestartPace()
  const asking = createAsking(() => channel)
  const captures = createRemoteCaptures(version, () => channel, asking.ask)
  let channel: RecordChannel | null = null
  let isEnding = false
  let trouble: RecordSeen['trouble'] = null
  /** When the process last said anything; null: there is none, or it has not opened the record. */
  let heardMs: number | null = null
  let lookedMs = nowMs()
  let gone: string | null = null
  let told: string | null = null
  let onTrouble: (sentence: string | null) => void = () => {}
  let onClosed = () => {}

  const judge = () =>
    judgeRecord({ waitingSinceMs: batches.waitingSinceMs(), heardMs, trouble, gone }, dataDir, nowMs())

  function take(found: Trouble | null): void {
    const sinceMs = found && trouble?.code === found.code ? trouble.sinceMs : nowMs()
    trouble = found && { ...found, sinceMs }
  }

  function look(): void {
    // Where this process itself stood still, nothing can have been heard meanwhile.
    if (heardMs !== null && nowMs() - lookedMs > STOOD_STILL_MS) heardMs = nowMs()
    lookedMs = nowMs()
    const sentence = judge()
    // What is wrong may turn out to be something else; that nothing is recorded stays the same.
    if ((sentence === null) === (told === null)) return
    told = sentence
    onTrouble(sentence)
  }

  function begin(
    isFirst: boolean,
    onOpened: (found: FoundRecord) => void,
    onRefused: (trouble: Trouble) => void,
  ): void {
    const begunMs = nowMs()
    let opened = false
    let refused = false
    const mine = openChannel({
      onMessage(message) {
        if (opened) heardMs = nowMs()
        if (message.kind === 'opened') {
          opened = true
          heardMs = nowMs()
          gone = null
          trouble = null
          batches.connect(batch => mine.send({ kind: 'batch', batch }))
          asking.connect()
          if (message.found) onOpened(message.found)
        } else if (message.kind === 'refused') {
          refused = true
          onRefused(message.trouble)
        } else hear(message)
      },
      onGone(why) {
        if (channel === mine) channel = null
        batches.disconnect()
        heardMs = null
        if (!refused) trouble = null
        captures.lose()
        onClosed()
        if (isEnding) return
        gone = why
        if (opened) asking.lose()
        else if (!refused) onRefused({ code: 'disk', sentence: phrase.processes.recordNotBegun(why) })
        if (told === null) say(phrase.processes.recordEnded(why))
        setTimeout(beginAgain, pace.afterMs(nowMs() - begunMs))
      },
    })
    channel = mine
    mine.send({
      kind: 'open',
      opening: {
        dataDir,
        version,
        programs,
        lockPatienceMs,
        mayBeNew: isFirst && !goesOn,
        isFirst,
        ...(master === undefined ? {} : { master }),
      },
    })
  }

  function beginAgain(): void {
    if (isEnding) return
    begin(false, () => {}, take)
  }

  function hear(message: Exclude<FromRecord, { kind: 'opened' | 'refused' }>): void {
    switch (message.kind) {
      case 'stored':
        batches.hear(message.number, message.told)
        look()
        break
      case 'trouble':
        take(message.trouble)
        look()
        break
      case 'captureEnded':
        captures.hear(message)
        break
      case 'awake':
        break
      case 'closed':
        onClosed()
        break
      default:
        asking.hear(message)
    }
  }

  const found = await new Promise<FoundRecord>((resolve, reject) => {
    begin(true, resolve, ({ code, sentence }) => {
      isEnding = true
      reject(new StoreError(code, sentence))
    })
  })
  // After what has come: a process that was heard just now is not silent because this one was busy.
  const looking = setInterval(() => void setImmediate(look), LOOK_MS)
  looking.unref()
  const { ask } = asking
  const isThere = () => ask('isThere')
  /** Everything handed over before is in the answer, unless it cannot be stored just now: what is known is told then. */
  const read =
    <A extends readonly unknown[], R>(run: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (told === null) await Promise.race([batches.settled(), pause(SECOND_MS)])
      const answer = run(...args)
      // A process that waits for its disk reads nothing either; one that reads for long says meanwhile that it lives.
      while (!(await isDoneWithin(answer, SECOND_MS)))
        if (told !== null && isSilent(heardMs, nowMs())) throw new Refusal(told)
      return answer
    }

  return {
    found,
    ask,
    write: batches.write,
    read: {
      sessions: read(most => ask('sessions', most)),
      find: read(query => ask('find', query)),
      session: read(id => ask('session', id)),
      recordHash: read(id => ask('recordHash', id)),
      history: read(async id => new Ready(await ask('history', id))),
      chart: read(async id => new Ready(await ask('chart', id))),
      review: read(async id => new Ready(await ask('review', id))),
      lastWeight: read((recordId, simulated) => ask('lastWeight', recordId, simulated)),
      remsDue: read(nowWallMs => ask('remsDue', nowWallMs)),
    },
    onTrouble(listener) {
      onTrouble = listener
    },
    care: {
      view: nowWallMs => ask('careView', nowWallMs),
      checkPlace: place => ask('checkPlace', place),
      backUpNow: at => ask('backUpNow', at),
      tryBackup: name => ask('tryBackup', name),
      dueForDeletion: nowWallMs => ask('dueForDeletion', nowWallMs),
      deleteSession: (deletion, at) => ask('deleteSession', deletion, at),
      makeRecoveryCode: () => ask('makeRecoveryCode'),
      proveRecoveryCode: code => ask('proveRecoveryCode', code),
      asksLogin: () => ask('asksLogin'),
      async keepKey(place) {
        await ask('keepKey', place)
        if (place.where !== 'asked') return
        master = await ask('master')
        onMaster(master)
      },
      rekey: by => ask('rekey', by),
      restore: (name, by) => ask('restore', name, by),
    },
    backUp: at => ask('backUp', at),
    captures: captures.captures,
    secrets: {
      hash: secret => inTime(ask('hashSecret', secret), isThere),
      matches: (stored, secret) => inTime(ask('matchesSecret', stored, secret), isThere),
    },
    reports: { make: (job, tell) => asking.askTelling('makeReport', tell, job) },
    imports: { checkSize, importFile: (bytes, note) => ask('importFile', bytes, note) },
    log: line => channel?.send({ kind: 'log', line }),
    tellAlive: alive => channel?.send({ kind: 'alive', alive }),
    pid: () => channel?.pid,
    async close() {
      await Promise.race([batches.settled(), pause(CLOSE_MS)])
      isEnding = true
      clearInterval(looking)
      const ended = channel
      if (!ended) return
      const closed = new Promise<void>(resolve => {
        onClosed = resolve
      })
      ended.send({ kind: 'close' })
      await Promise.race([closed, pause(CLOSE_MS)])
    },
  }
}

/** Whoever gives a PIN must not wait for a disk, but for a busy computer. @throws Refusal */
async function inTime<T>(answer: Promise<T>, isThere: () => Promise<boolean>): Promise<T> {
  for (let waits = 0; waits < MOST_WAITS; waits++) {
    const life = isThere()
    if (await isDoneWithin(answer, SILENT_MS)) return answer
    if (!(await isDoneWithin(life, 0))) break
  }
  throw new Refusal(phrase.processes.noPinWithoutRecord)
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms).unref()
  })
}
