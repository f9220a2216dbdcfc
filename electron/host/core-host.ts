import { assertNever } from '../../shared/assert-never.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import { SECOND_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import { onSpeak, spokenLanguage } from '../../shared/words/speaking.ts'
import { passErrorLog, say } from '../process/say.ts'
import { type StartedCore, startCore } from '../start/start-core.ts'
import type { Again } from '../watchdog/again.ts'
import { followSessions } from '../watchdog/open-sessions.ts'
import { startWatchdog, type Watchdog } from '../watchdog/start.ts'
import { createGather, streams } from './gather.ts'
import type { CoreBeginning, FromCore, ToCore, ToldEvent } from './messages.ts'
import { connectPort, type WindowPort } from './window-port.ts'

export type { WindowPort } from './window-port.ts'

/** The record of a core that was killed may still be storing what it was handed. */
const LOCK_PATIENCE_MS = 10 * SECOND_MS
/** Whoever asked for what makes the core begin again has its answer by then. */
const ANSWERED_MS = 200
/** What whoever began the core has not read by then is left out: a core must not fill the memory for one who does not read. */
const MOST_UNREAD_BYTES = 32 * 1024 * 1024

export interface HostedCore {
  readonly core: StartedCore
  hear(message: ToCore, ports?: readonly WindowPort[]): void
  /** Whoever began this has gone without a word: the watchdog need not find it out by itself. */
  tellOrphaned(): void
  /** Whoever began this has said nothing for so long: it is ended, so that the watchdog begins another. Where none would be begun it is left. */
  endBeginner(silentS: number): void
  /** @param inOrder the watchdog ends without a sound */
  close(inOrder: boolean): Promise<void>
}

/** A message to whoever began the core; `sent` is called once it has left this process. */
export type SendFromCore = (message: FromCore, sent: () => void) => void

/** The core in a process of its own, with its record, its watchdog and its player. @throws StoreError in one sentence */
export async function hostCore(beginning: CoreBeginning, send: SendFromCore): Promise<HostedCore> {
  const { dataDir, entry, version, programs, after, master, isAgain = false } = beginning
  const goesOn = after !== null || isAgain
  const tell = (message: FromCore) => send(message, () => {})
  const ring = () => tell({ kind: 'bell' })
  let watchdog: Watchdog | null = null
  let again: Again | null = beginning.again ?? null
  let lastPending = 0
  const core = await startCore({
    dataDir,
    entry,
    version,
    programs,
    ...(master === undefined ? {} : { master }),
    onMaster: kept => tell({ kind: 'master', master: kept }),
    // Sound is the watchdog's: it has it ready, and no program is begun beside the alarms.
    beep: () => (watchdog ? watchdog.play() : ring()),
    readSoundOutput: async () => watchdog?.readSoundOutput() ?? null,
    goesOn,
    lockPatienceMs: goesOn ? LOCK_PATIENCE_MS : 0,
    seats: { before: after?.seats ?? [], onChange: seats => tell({ kind: 'seats', seats }) },
    beginAgain: () => void setTimeout(() => tell({ kind: 'beginAgain' }), ANSWERED_MS),
    onNotYetRecorded(act, recorded) {
      lastPending += 1
      const id = lastPending
      tell({ kind: 'pending', act: { ...act, id } })
      void recorded.then(() => tell({ kind: 'recorded', id }))
    },
  })
  if (core.record) passErrorLog(core.record.log)
  if (isAgain && !after)
    core.noteProblem('Vigil stopped without a word and was started again by its watchdog.')
  if (after) {
    core.noteProblem(`The core stopped (${after.why}) and was started again.`)
    for (const act of after.lost) core.noteLost(act)
  }
  const relay = relayEvents(core, send, beginning.relays)
  core.subscribe(relay.take)
  const stopTelling = onSpeak(language => tell({ kind: 'language', language }))
  tell({ kind: 'language', language: spokenLanguage() })
  // Windows first: the watchdog of the core before, if there was one, still looks.
  tell({ kind: 'ready' })
  const watching = watchOver(core, beginning, ring).then(begun => {
    watchdog = begun
    if (again) begun.tellAgain(again)
  })
  watching.catch((error: unknown) => say(phrase.processes.watchdogNotBegun, error))

  async function answer({ id, sender, name, payload }: Extract<ToCore, { kind: 'ask' }>): Promise<void> {
    const answer = await core.answerJson(sender, name, payload)
    // What it goes on from was told before it.
    relay.tellNow()
    tell({ kind: 'answer', id, answer })
  }

  return {
    core,
    hear(message, ports = []) {
      switch (message.kind) {
        case 'begin':
        case 'ping':
          break
        case 'again':
          again = message.again
          watchdog?.tellAgain(again)
          break
        case 'ask':
          answer(message).catch((error: unknown) => say(phrase.processes.windowNotAnswered, error))
          break
        case 'window': {
          const [port] = ports
          const { sender } = message
          if (port) connectPort(core, port, sender, () => tell({ kind: 'heard', windowId: sender.windowId }))
          break
        }
        case 'problem':
          core.noteProblem(message.sentence)
          break
        case 'close':
          break
        default:
          assertNever(message)
      }
    },
    tellOrphaned: () => watchdog?.tellOrphaned(),
    endBeginner(silentS) {
      if (again === null || watchdog === null || again.pid !== process.ppid) return
      core.noteProblem(`The front did not answer for ${silentS} s, and was ended.`)
      process.kill(again.pid, 'SIGKILL')
    },
    async close(inOrder) {
      await watching.catch(() => {})
      if (inOrder) watchdog?.end()
      await core.close()
      stopTelling()
      relay.close()
    },
  }
}

/** Each event is put into words once, for however many windows. */
function relayEvents(
  core: Pick<StartedCore, 'audienceOf'>,
  send: SendFromCore,
  kinds: CoreBeginning['relays'],
): { take(event: CoreEvent): void; tellNow(): void; close(): void } {
  let unread = 0
  let isBehind = false
  const gather = createGather<ToldEvent>(events => {
    const length = events.reduce((sum, { event }) => sum + event.length, 0)
    send({ kind: 'events', events }, () => {
      unread -= length
    })
  })
  return {
    take(event) {
      if (kinds && !kinds.includes(event.kind)) return
      const json = JSON.stringify(event)
      if (unread + json.length > MOST_UNREAD_BYTES) {
        isBehind = true
        return
      }
      if (isBehind && unread === 0) {
        isBehind = false
        send({ kind: 'gap' }, () => {})
      }
      if (isBehind) return
      unread += json.length
      const audience = core.audienceOf(event)
      const others = audience?.others ? JSON.stringify(audience.others) : null
      gather.add(
        { event: json, ...(audience ? { audience: { whole: audience.whole, others } } : {}) },
        streams(event),
      )
    },
    tellNow: gather.tellNow,
    close: gather.close,
  }
}

/** A process of its own sounds when this one stops while a session is open. */
async function watchOver(
  core: StartedCore,
  { dataDir, entry, watchdog }: CoreBeginning,
  bell: () => void,
): Promise<Watchdog> {
  const sessions = followSessions(() => {})
  core.subscribe(sessions.follow)
  const snapshot = await core.request({ windowId: 'watchdog', entry }, 'snapshot', {})
  if (snapshot.ok) for (const room of snapshot.value.rooms) sessions.see(room)
  return startWatchdog({
    dataDir,
    keepAlive: alive => core.record?.tellAlive(alive),
    command: watchdog,
    env: { ELECTRON_RUN_AS_NODE: '1' },
    subscribe: core.subscribe,
    isOpen: () => sessions.rooms().length > 0,
    bell,
    say,
  })
}
