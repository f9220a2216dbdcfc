import type { History, HoldAt, Piece, Sample, Word } from './history.ts'

/*
 * The slow model, a part of its own: how much of the last two minutes a signal or a link was gone (AR-20).
 */

const S = 1000

/** What is known of one thing that comes and goes, at one moment. */
export interface Comings {
  readonly isLost: boolean
  readonly pieces: readonly Piece[]
  /** Before this it counts as there. */
  readonly beganMs: number
}

/** The SpO2 signal: what its last sample said, for 10 s at most, except under a cuff and while Vigil did not run. */
export function signalPieces(
  history: History,
  stream: readonly Sample[],
  words: readonly Word[],
  holds: readonly HoldAt[],
): readonly Piece[] {
  const pieces: Piece[] = []
  const samples = stream.filter(({ isBehind }) => !isBehind)
  // A loss is known by how many values there were before it.
  const values: number[] = []
  for (const { value } of samples) values.push((values.at(-1) ?? 0) + (value === null ? 0 : 1))
  let countedMs: number | null = null
  for (const [index, { atMs, input }] of history.entries()) {
    const isWord =
      input.kind === 'tick' || input.kind === 'cuff' || input.kind === 'sites' || input.kind === 'resumed'
    const isSample = input.kind === 'vital' && input.vital === 'spo2' && words[index] !== 'passedOver'
    if (!isWord && !isSample) continue
    const place = samples.findLastIndex(one => one.index < index)
    const last = samples[place]
    if (last && countedMs !== null && input.kind !== 'resumed') {
      const toMs = Math.min(atMs, last.atMs + 10 * S)
      const [cuffFromMs, cuffToMs] = holds[index]?.before ?? [toMs, toMs]
      const loss = values[place] ?? 0
      const common = { index, isLost: last.value === null, loss }
      for (const [from, to] of [
        [countedMs, Math.min(toMs, cuffFromMs)],
        [Math.max(countedMs, cuffToMs), toMs],
      ] as const)
        if (to > from) pieces.push({ ...common, fromMs: from, toMs: to })
    }
    countedMs = atMs
  }
  return pieces
}

/** A link: a silence of 10 s is lost from its beginning, and a port that is gone until a frame proves it back. */
export function linkComings(history: History, index: number, deviceId: string): Comings | null {
  let device: {
    isSeldom: boolean
    beganMs: number
    heardMs: number
    countedMs: number
    goneMs: number | null
  } | null = null
  let pieces: Piece[] = []
  let loss = 0
  const isSilent = (atMs: number) => device !== null && !device.isSeldom && atMs - device.heardMs >= 10 * S
  const close = (atMs: number) => {
    if (!device) return
    const lostMs = Math.max(device.countedMs, isSilent(atMs) ? device.countedMs : (device.goneMs ?? atMs))
    pieces.push({ index, fromMs: device.countedMs, toMs: lostMs, isLost: false, loss })
    pieces.push({ index, fromMs: lostMs, toMs: atMs, isLost: true, loss })
    device.countedMs = atMs
  }
  for (const { atMs, input } of history.slice(0, index + 1)) {
    if (input.kind === 'devices') {
      const listed = input.devices.find(({ id }) => id === deviceId)
      if (!listed) device = null
      else if (device) device.isSeldom = listed.speaksSeldom === true
      else {
        const isSeldom = listed.speaksSeldom === true
        device = { isSeldom, beganMs: atMs, heardMs: atMs, countedMs: atMs, goneMs: null }
        pieces = []
      }
    }
    if (!device) continue
    const isBack = input.kind === 'port' && !input.gone && device.isSeldom
    if ((input.kind === 'frame' || isBack) && input.deviceId === deviceId) {
      // A port that is said to be there when it was never gone says nothing.
      if (isBack && device.goneMs === null) continue
      close(atMs)
      device.goneMs = null
      if (input.kind === 'frame') device.heardMs = atMs
      loss += 1
    } else if (input.kind === 'port' && input.gone && input.deviceId === deviceId) device.goneMs ??= atMs
    else if (input.kind === 'resumed') Object.assign(device, { countedMs: atMs, heardMs: atMs, goneMs: null })
  }
  if (!device) return null
  const nowMs = history[index]?.atMs ?? 0
  const isLost = isSilent(nowMs) || device.goneMs !== null
  close(nowMs)
  return { isLost, pieces, beganMs: device.beganMs }
}

const within = ({ fromMs, toMs }: Piece, sinceMs: number) => Math.max(0, toMs - Math.max(fromMs, sinceMs))

/** Of the last 120 s, more than 60 were lost, in two losses or more. */
export function isMostlyGone({ pieces }: Comings, nowMs: number, freshMs: number): boolean {
  const sinceMs = Math.max(nowMs - 120 * S, freshMs)
  const lost = pieces.filter(piece => piece.isLost && within(piece, sinceMs) > 0)
  const lostMs = lost.reduce((sum, piece) => sum + within(piece, sinceMs), 0)
  return lostMs > 60 * S && new Set(lost.map(({ loss }) => loss)).size >= 2
}

/** Of the last minute, it was there for 48 s. */
export function isSteady({ pieces, beganMs }: Comings, nowMs: number): boolean {
  const sinceMs = nowMs - 60 * S
  const there = pieces.filter(({ isLost }) => !isLost)
  const thereMs = there.reduce((sum, piece) => sum + within(piece, sinceMs), Math.max(0, beganMs - sinceMs))
  return thereMs >= 48 * S
}
