import { concatBytes } from '../kit/bytes.ts'
import { createAlterSamples } from './alter-samples.ts'
import { type FaultId, faultEndsMs, findFault } from './faults.ts'
import { damages } from './line-damage.ts'
import { createPlayer, type Player, type PlayerOptions } from './player.ts'
import { createRandom } from './random.ts'

const noBytes = new Uint8Array(0)

/**
 * A simulated monitor with these faults, each in spells with good time in between (`faultEndsMs`). Same options, same calls at
 * the same times: same bytes. Whether a driver's monitor can have a fault at all says `refuseFault`.
 */
export function createFaultyPlayer(options: PlayerOptions, faultIds: readonly FaultId[]): Player {
  const { startedAtMs, switchedOnAtMs = startedAtMs } = options
  const random = createRandom(options.seed ^ 0x2545f491)
  const alter = createAlterSamples(holds)
  let inner = createPlayer({ ...options, alter })
  let dueMs = switchedOnAtMs
  /** `failing`: the power goes with the next bytes. */
  let power: 'on' | 'failing' | 'off' = 'on'
  let powerBackMs = 0

  function endOf(id: FaultId, nowMs: number): number | null {
    const fault = faultIds.includes(id) ? findFault(id) : undefined
    return fault ? faultEndsMs(fault, nowMs - startedAtMs) : null
  }
  function holds(id: FaultId, nowMs: number): boolean {
    return endOf(id, nowMs) !== null
  }

  function switchPower(nowMs: number): void {
    const endsMs = endOf('power-cycle', nowMs)
    if (power === 'on' && endsMs !== null) {
      power = 'failing'
      powerBackMs = startedAtMs + endsMs
    } else if (power !== 'on' && nowMs >= powerBackMs) {
      power = 'on'
      inner = createPlayer({ ...options, alter: createAlterSamples(holds), switchedOnAtMs: powerBackMs })
      dueMs = powerBackMs
    }
  }

  /** What of these bytes the host gets. */
  function carry(bytes: Uint8Array, nowMs: number): Uint8Array {
    if (bytes.length === 0 || power === 'off' || holds('stall', nowMs)) return noBytes
    let carried = bytes
    if (power === 'failing') {
      power = 'off'
      carried = bytes.subarray(0, Math.ceil(bytes.length / 2))
    }
    for (const { id, hit } of damages) if (holds(id, nowMs)) carried = hit(carried, random)
    return carried
  }

  return {
    step(nowMs) {
      const chunks: Uint8Array[] = []
      // Frame by frame, so that each has its own damage, however the calls are cut.
      for (switchPower(Math.min(dueMs, nowMs)); dueMs <= nowMs; switchPower(Math.min(dueMs, nowMs))) {
        const atMs = dueMs
        const { bytes, nextAtMs } = inner.step(atMs)
        chunks.push(carry(bytes, atMs))
        dueMs = nextAtMs
      }
      return { ...inner.step(nowMs), bytes: concatBytes(chunks) }
    },
    hear(bytes, nowMs) {
      switchPower(nowMs)
      if (power === 'off' || holds('stall', nowMs)) return noBytes
      return carry(inner.hear(bytes, nowMs), nowMs)
    },
  }
}
