import { phrase } from '../../shared/words/host.ts'
import type { Host } from '../driver.ts'
import { commands, writeCommand } from './packet.ts'

/** How long to wait for the "free" answer before asking for live data all the same. */
const STOP_ANSWER_MS = 300
const KEEP_ALIVE_MS = 5000
/** Streams of several units die after about 30 s unless the start command is repeated. */
const START_AGAIN_MS = 15_000
/** A live packet comes every 17 ms: after this silence the stream has stopped and is started again. */
const STREAM_LOST_MS = 1000

/** Stops whatever the unit was sending, starts live data and keeps it alive. */
export function createHost(): Host {
  let openedAtMs: number | null = null
  let startedAtMs: number | null = null
  let keptAliveAtMs = 0
  let packetAtMs = 0

  function start(nowMs: number): Uint8Array {
    startedAtMs = nowMs
    return writeCommand(commands.startLive)
  }

  return {
    commands: [],
    command: () => ({
      ok: false,
      reason: phrase.drivers['contec-v7'].noCuff,
    }),

    // As the maker's own program ends: the next one finds the line quiet.
    end: () => [writeCommand(commands.stopStored), writeCommand(commands.stopLive)],

    step(nowMs, samples, heard) {
      const isStreaming = samples.some(sample => sample.kind === 'wave')
      if (isStreaming) packetAtMs = nowMs

      if (openedAtMs === null) {
        openedAtMs = nowMs
        const send = [writeCommand(commands.stopStored), writeCommand(commands.stopLive)]
        return { send, wakeAtMs: nowMs + STOP_ANSWER_MS }
      }
      if (startedAtMs === null) {
        // What still streams was asked for by an earlier program; an answer comes without a waveform.
        const answered = heard && !isStreaming
        const dueMs = openedAtMs + STOP_ANSWER_MS
        if (!answered && nowMs < dueMs) return { send: [], wakeAtMs: dueMs }
        packetAtMs = nowMs
        keptAliveAtMs = nowMs
        return { send: [start(nowMs)], wakeAtMs: nowMs + STREAM_LOST_MS }
      }

      const send: Uint8Array[] = []
      if (nowMs >= startDueMs(startedAtMs, packetAtMs)) send.push(start(nowMs))
      if (nowMs >= keptAliveAtMs + KEEP_ALIVE_MS) {
        keptAliveAtMs = nowMs
        send.push(writeCommand(commands.keepAlive))
      }
      return {
        send,
        wakeAtMs: Math.min(startDueMs(startedAtMs, packetAtMs), keptAliveAtMs + KEEP_ALIVE_MS),
      }
    },
  }
}

/** At once after a second of silence, but not more often than each second; otherwise every 15 s. */
function startDueMs(startedAtMs: number, packetAtMs: number): number {
  const silentMs = Math.max(packetAtMs, startedAtMs) + STREAM_LOST_MS
  return Math.min(startedAtMs + START_AGAIN_MS, silentMs)
}
