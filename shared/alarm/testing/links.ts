import { type History, saidUpTo } from './history.ts'

/* The slow model, on links: which devices are watched, and what each input says of them (AR-7). */

const S = 1000

/** Of which links the input `index` says something: `isProof`, that it is there; `isDue`, that it is lost by AR-7. */
export function linkWords(
  history: History,
  index: number,
  known: ReadonlyMap<string, { sinceMs: number; speaksSeldom: boolean }>,
): { deviceId: string; isDue: boolean; isProof: boolean }[] {
  const told = history[index]
  if (!told) return []
  const { input, atMs } = told
  const proof = (deviceId: string) => [{ deviceId, isDue: false, isProof: true }]
  if (input.kind === 'frame') return known.has(input.deviceId) ? proof(input.deviceId) : []
  if (input.kind === 'port') {
    const wasGone = portGoneSince(history, index - 1, input.deviceId) !== null
    return !input.gone && wasGone && known.get(input.deviceId)?.speaksSeldom ? proof(input.deviceId) : []
  }
  if (input.kind !== 'tick') return []
  return [...known].map(([deviceId, { sinceMs, speaksSeldom }]) => {
    const goneSince = portGoneSince(history, index, deviceId)
    const heardMs = lastHeard(history, index, deviceId, sinceMs)
    const isDue =
      (goneSince !== null && atMs - goneSince >= 5 * S) || (!speaksSeldom && atMs - heardMs >= 10 * S)
    return { deviceId, isDue, isProof: false }
  })
}

/** The devices watched after the input `index`, with when their watch began. */
export function devicesAt(history: History, index: number) {
  const devices = new Map<string, { sinceMs: number; speaksSeldom: boolean }>()
  for (const { atMs, input } of saidUpTo(history, 'devices', index)) {
    if (input.kind !== 'devices') continue
    for (const id of devices.keys()) if (!input.devices.some(device => device.id === id)) devices.delete(id)
    for (const { id, speaksSeldom } of input.devices)
      devices.set(id, { sinceMs: devices.get(id)?.sinceMs ?? atMs, speaksSeldom: speaksSeldom === true })
  }
  return devices
}

function lastHeard(history: History, index: number, deviceId: string, sinceMs: number): number {
  for (let place = index; place >= 0; place--) {
    const told = history[place]
    if (!told || told.atMs < sinceMs) break
    const { input, atMs } = told
    if (input.kind === 'resumed' || (input.kind === 'frame' && input.deviceId === deviceId)) return atMs
  }
  return sinceMs
}

/** Since when the port is known to be gone; null while it is there. A frame, or a restart, proves that it is. */
function portGoneSince(history: History, index: number, deviceId: string): number | null {
  let since: number | null = null
  let isKnown = false
  for (const [place, { atMs, input }] of history.entries()) {
    if (place > index) break
    if (input.kind === 'devices') {
      const isListed = input.devices.some(device => device.id === deviceId)
      if (!isListed || !isKnown) since = null
      isKnown = isListed
    }
    if (!isKnown) continue
    if (input.kind === 'resumed' || (input.kind === 'frame' && input.deviceId === deviceId)) since = null
    if (input.kind === 'port' && input.deviceId === deviceId) since = input.gone ? (since ?? atMs) : null
  }
  return since
}
