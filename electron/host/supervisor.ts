import type { Answer } from '../../shared/ipc.ts'
import { SECOND_MS } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import { speak } from '../../shared/words/speaking.ts'
import type { Seats } from '../core/people/windows.ts'
import type { Sender } from '../core/services.ts'
import { createRestartPace } from '../process/restart-pace.ts'
import { keepMaster, keptMaster } from '../store/keys/kept-master.ts'
import { StoreError } from '../store/types.ts'
import type { Again } from '../watchdog/again.ts'
import type { CoreChannel, OpenCore } from './core-channel.ts'
import type { CoreBeginning, FromCore, PendingAct, Refused, ToldEvent } from './messages.ts'
import { watchPulse } from './pulse.ts'
import type { WindowPort } from './window-port.ts'

/** What a window gets of a core: answers and events as JSON. */
export interface JsonDoor {
  /** Whatever comes in, an answer goes out. Never rejects. */
  answer(sender: Sender, name: unknown, payload: unknown): Promise<string>
  /** @param windowId of the window that is told; without one everything is told whole */
  subscribe(listener: (events: readonly string[]) => void, windowId?: string): () => void
}

/** A core in a process of its own that is begun again whenever it ends, until a person ends it. */
export interface SupervisedCore extends JsonDoor {
  noteProblem(sentence: string): void
  /** What every window is told as long as this core is there. */
  notices(): readonly string[]
  /** Joins a window to the core that there is now, by a port of its own. */
  connect(sender: Sender, port: WindowPort): void
  /** How the watchdog begins Vigil again, should this process go without a word; the newest counts. */
  beAgain(again: Again): void
  /** @param inOrder false: over an open session the watchdog sounds */
  close(inOrder: boolean): Promise<void>
}

export interface SupervisorOptions {
  readonly open: OpenCore
  /** Where that has failed twice in a row: another way, which whoever looks is told of. */
  readonly otherwise?: { readonly open: OpenCore; readonly notice: string }
  readonly beginning: Omit<CoreBeginning, 'after'>
  readonly say: (what: string) => void
  /** Keeps a line of `errors.log`. */
  readonly keepLine: (line: string) => void
  /** Another core has begun: windows ask it for a snapshot. With one sentence each on what was lost. */
  readonly onRestart: (lost: readonly string[]) => void
  /** No program plays the alarm: what is left to sound with. */
  readonly bell: () => void
  /** A window has said something by its port. */
  readonly onHeard?: (windowId: string) => void
  /** The record is opened by a typed code from now on, and this process keeps its master key: whoever begins Vigil again is told it. */
  readonly onMaster?: () => void
}

/** A core that does not end in order within this is killed. */
const CLOSE_MS = 8 * SECOND_MS
const MOST_FAILED = 2

/** The page words it. */
const stopped: Answer = { ok: false, code: 'stopped', message: '' }

/** For windows: an act that was done and has gone with the core. */
export const tellLost = (act: string): string => phrase.processes.notRecordedSinceCoreStopped(act)

/** Begins the core. @throws Error with one sentence where the first one cannot begin, StoreError where that is for the record's sake */
export async function superviseCore(options: SupervisorOptions): Promise<SupervisedCore> {
  const {
    otherwise,
    beginning,
    say,
    keepLine,
    onRestart,
    bell,
    onHeard = () => {},
    onMaster = () => {},
  } = options
  /** Begins in a row that came to nothing, without a word why. */
  let failed = 0
  const pace = createRestartPace()
  const listeners = new Map<(events: readonly string[]) => void, string | undefined>()
  const asked = new Map<number, (answer: string) => void>()
  const pending = new Map<number, PendingAct>()
  let lastId = 0
  let core: CoreChannel | null = null
  let isReady = false
  let isEnding = false
  let notice: string | null = null
  let seats: Seats = []
  let onGone = () => {}
  let again: Again | null = beginning.again ?? null

  const way = () => (otherwise && failed >= MOST_FAILED ? otherwise : { open: options.open, notice: null })

  function begin(
    after: CoreBeginning['after'],
    onReady: () => void,
    onRefused: (refused: Refused) => void,
  ): void {
    const begunMs = performance.now()
    let refused = false
    let hung: string | null = null
    const mineWay = way()
    const pulse = watchPulse(
      () => mine.send({ kind: 'ping' }),
      silentS => {
        hung = phrase.processes.didNotAnswer(silentS)
        mine.kill()
      },
    )
    const mine = mineWay.open({
      onMessage(message) {
        pulse.heard()
        if (message.kind === 'ready') {
          isReady = true
          pulse.begun()
          notice = mineWay.notice
          failed = 0
          onReady()
        } else if (message.kind === 'refused') {
          refused = true
          onRefused(message)
        } else hear(message)
      },
      onGone(how) {
        pulse.stop()
        const why = hung ?? how
        const wasReady = isReady
        core = null
        isReady = false
        for (const resolve of asked.values()) resolve(JSON.stringify(stopped))
        asked.clear()
        onGone()
        if (isEnding) return
        if (!wasReady && !refused) {
          failed += 1
          if (!otherwise || failed > MOST_FAILED) onRefused({ sentence: phrase.processes.coreNotBegun(why) })
        }
        if (isEnding) return
        say(phrase.processes.coreEnded(why))
        // What a core that never began was told of stays for the next one.
        const lost = [...pending.values(), ...(wasReady ? [] : (after?.lost ?? []))]
        pending.clear()
        const next = () =>
          after === null && !wasReady ? begin(null, onReady, onRefused) : beginAgain({ why, lost, seats })
        setTimeout(next, pace.afterMs(performance.now() - begunMs))
      },
    })
    core = mine
    mine.send({
      kind: 'begin',
      beginning: { ...beginning, ...keptMaster(), ...(again ? { again } : {}), after },
    })
  }

  function beginAgain(after: NonNullable<CoreBeginning['after']>): void {
    if (isEnding) return
    begin(
      after,
      () => onRestart(after.lost.map(({ sentence }) => sentence)),
      ({ sentence }) => say(sentence),
    )
  }

  function hear(message: Exclude<FromCore, { kind: 'ready' | 'refused' }>): void {
    switch (message.kind) {
      case 'answer':
        asked.get(message.id)?.(message.answer)
        asked.delete(message.id)
        break
      case 'events':
        for (const [listener, windowId] of listeners) {
          const shown = message.events.flatMap(told => shownTo(told, windowId) ?? [])
          if (shown.length > 0) listener(shown)
        }
        break
      case 'pending':
        pending.set(message.act.id, message.act)
        break
      case 'recorded':
        pending.delete(message.id)
        break
      case 'seats':
        seats = message.seats
        break
      case 'language':
        speak(message.language)
        break
      case 'beginAgain':
        core?.send({ kind: 'close', inOrder: true })
        break
      case 'gap':
        onRestart([])
        break
      case 'pong':
        break
      case 'log':
        keepLine(message.line)
        break
      case 'bell':
        bell()
        break
      case 'heard':
        onHeard(message.windowId)
        break
      case 'master':
        keepMaster(message.master)
        onMaster()
        break
    }
  }

  await new Promise<void>((resolve, reject) => {
    begin(null, resolve, ({ sentence, code }) => {
      isEnding = true
      reject(code ? new StoreError(code, sentence) : new Error(sentence))
    })
  })

  return {
    answer(sender, name, payload) {
      if (!core || !isReady) return Promise.resolve(JSON.stringify(stopped))
      lastId += 1
      const id = lastId
      core.send({ kind: 'ask', id, sender, name, payload })
      return new Promise(resolve => asked.set(id, resolve))
    },
    subscribe(listener, windowId) {
      listeners.set(listener, windowId)
      return () => listeners.delete(listener)
    },
    notices: () => (notice === null ? [] : [notice]),
    connect: (sender, port) => core?.send({ kind: 'window', sender }, [port]),
    beAgain(how) {
      again = how
      core?.send({ kind: 'again', again: how })
    },
    noteProblem: sentence => core?.send({ kind: 'problem', sentence }),
    async close(inOrder) {
      isEnding = true
      listeners.clear()
      const ended = core
      if (!ended) return
      const gone = new Promise<void>(resolve => {
        onGone = resolve
      })
      ended.send({ kind: 'close', inOrder })
      const late = setTimeout(() => ended.kill(), CLOSE_MS)
      await gone
      clearTimeout(late)
    },
  }
}

/** What a window is told of an event; null: nothing. */
function shownTo({ event, audience }: ToldEvent, windowId: string | undefined): string | null {
  if (!audience || windowId === undefined || audience.whole.includes(windowId)) return event
  return audience.others
}
