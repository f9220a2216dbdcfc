import { describe, expect, it } from 'vitest'
import { backOffMs, IDLE_LINE, type Line, type LineInput, stepLine, wakeLineAtMs } from './link-state.ts'

const PATIENCE = { quietAfterMs: 3000, lostAfterMs: 10_000 }

type Row = readonly [
  atMs: number,
  input: LineInput | LineInput['kind'],
  state: string,
  order?: 'open' | 'close',
]

/** Runs rows of (time, input, expected state, expected order) and gives the line after them. */
function run(rows: readonly Row[], patience = PATIENCE): Line {
  let line = IDLE_LINE
  for (const [atMs, given, state, order] of rows) {
    const settled = stepLine(line, typeof given === 'string' ? plain(given) : given, atMs, patience, 0)
    line = settled.line
    expect([atMs, line.state, settled.order]).toEqual([atMs, state, order ?? null])
  }
  return line
}

function plain(kind: LineInput['kind']): LineInput {
  return kind === 'openFailed' || kind === 'closed' ? { kind, reason: 'gone' } : { kind }
}

const UP: readonly Row[] = [
  [0, 'start', 'connecting', 'open'],
  [10, 'opened', 'connecting'],
  [500, 'bytes', 'connecting'],
  [500, 'frame', 'connected'],
]

describe('the life of a line', () => {
  it('is connected at the first believed frame, not before', () => {
    expect(run(UP)).toMatchObject({ sinceMonoMs: 500, fault: null, attempts: 0 })
  })

  it('is quiet without a byte, connected again with one', () => {
    run([...UP, [3499, 'tick', 'connected'], [3500, 'tick', 'quiet'], [4000, 'bytes', 'connected']])
  })

  it('is lost after 10 s of silence, and opened anew', () => {
    const line = run([
      ...UP,
      [3500, 'tick', 'quiet'],
      [10_499, 'tick', 'quiet'],
      [10_500, 'tick', 'lost', 'close'],
      [10_510, 'closed', 'lost'],
      [10_999, 'tick', 'lost'],
      [11_000, 'tick', 'lost', 'open'],
      [11_010, 'opened', 'reconnecting'],
      [11_500, 'bytes', 'reconnecting'],
    ])
    expect(line).toMatchObject({ attempts: 1, fault: { kind: 'silent' } })
    expect(stepLine(line, { kind: 'frame' }, 11_500, PATIENCE, 0).line).toMatchObject({
      state: 'connected',
      attempts: 0,
      fault: null,
    })
  })

  it('of a monitor that speaks only when it has measured is up as long as its port is', () => {
    const seldom = { quietAfterMs: Number.POSITIVE_INFINITY, lostAfterMs: Number.POSITIVE_INFINITY }
    const line = run(
      [
        [0, 'start', 'connecting', 'open'],
        [10, 'opened', 'connected'],
        [3_600_000, 'tick', 'connected'],
        [3_600_000, 'closed', 'lost'],
        [3_600_500, 'tick', 'lost', 'open'],
        [3_600_510, 'opened', 'connected'],
      ],
      seldom,
    )
    expect(line).toMatchObject({ attempts: 0, fault: null })
    expect(wakeLineAtMs(line, seldom)).toBe(Number.POSITIVE_INFINITY)
  })

  it('of such a monitor does not wait for ever for a port that hangs while it is opened', () => {
    const seldom = { quietAfterMs: Number.POSITIVE_INFINITY, lostAfterMs: Number.POSITIVE_INFINITY }
    run(
      [
        [0, 'start', 'connecting', 'open'],
        [10_000, 'tick', 'lost', 'close'],
      ],
      seldom,
    )
  })

  it('is lost after 10 s of bytes that are no frames', () => {
    const line = run([...UP, [10_000, 'bytes', 'connected'], [10_500, 'tick', 'lost', 'close']])
    expect(line.fault).toEqual({ kind: 'noFrames' })
  })

  it('is lost at once when the port goes, and waits longer after each opening that fails', () => {
    const line = run([
      ...UP,
      [1000, 'closed', 'lost'],
      [1500, 'tick', 'lost', 'open'],
      [1500, 'openFailed', 'lost'],
      [2499, 'tick', 'lost'],
      [2500, 'tick', 'lost', 'open'],
      [2500, 'openFailed', 'lost'],
      [4499, 'tick', 'lost'],
      [4500, 'tick', 'lost', 'open'],
    ])
    expect(line).toMatchObject({ sinceMonoMs: 1000, attempts: 3, fault: { kind: 'port', reason: 'gone' } })
  })

  it('tries again where the very first opening fails', () => {
    run([
      [0, 'start', 'connecting', 'open'],
      [5, 'openFailed', 'lost'],
      [505, 'tick', 'lost', 'open'],
      [506, 'opened', 'reconnecting'],
    ])
  })

  it('takes a port that goes while it is being opened as lost', () => {
    run([
      [0, 'start', 'connecting', 'open'],
      [5, 'closed', 'lost'],
      [6, 'opened', 'lost'],
      [505, 'tick', 'lost', 'open'],
    ])
  })

  it('gives up an opening that never ends', () => {
    run([
      [0, 'start', 'connecting', 'open'],
      [9999, 'tick', 'connecting'],
      [10_000, 'tick', 'lost', 'close'],
      [12_000, 'closed', 'lost'],
      [12_000, 'tick', 'lost', 'open'],
    ])
  })

  it('never opens a port that is still closing', () => {
    run([...UP, [10_500, 'tick', 'lost', 'close'], [60_000, 'tick', 'lost'], [60_001, 'closed', 'lost']])
  })

  it('stops from any state, and then nothing moves it', () => {
    run([
      ...UP,
      [600, 'stop', 'idle', 'close'],
      [601, 'bytes', 'idle'],
      [602, 'closed', 'idle'],
      [99_000, 'tick', 'idle'],
    ])
    run([
      [0, 'start', 'connecting', 'open'],
      [1, 'stop', 'idle', 'close'],
      [2, 'opened', 'idle'],
    ])
    run([...UP, [600, 'closed', 'lost'], [700, 'stop', 'idle'], [99_000, 'tick', 'idle']])
  })
})

it('waits 0.5, 1, 2, 4, 5, 5 … seconds, less up to a fifth by chance', () => {
  expect([0, 1, 2, 3, 4, 5, 1000].map(n => backOffMs(n, 0))).toEqual([
    500, 1000, 2000, 4000, 5000, 5000, 5000,
  ])
  expect([0, 4].map(n => backOffMs(n, 0.999_999))).toEqual([expect.closeTo(400, 2), expect.closeTo(4000, 1)])
})

it('says when it must be woken', () => {
  const up = run(UP)
  const wakes = (line: Line) => wakeLineAtMs(line, PATIENCE)
  expect(wakes(IDLE_LINE)).toBe(null)
  expect(wakes(up)).toBe(3500)
  expect(wakes(stepLine(up, { kind: 'tick' }, 3500, PATIENCE, 0).line)).toBe(10_500)
  expect(wakes(stepLine(up, { kind: 'closed', reason: 'gone' }, 1000, PATIENCE, 0.5).line)).toBe(1450)
  expect(wakes(stepLine(up, { kind: 'tick' }, 10_500, PATIENCE, 0).line)).toBe(null)
})

describe('a port that waits for a sender', () => {
  const WAITING = { ...PATIENCE, staysOpen: true }

  it('is lost in silence, and never closed for it', () => {
    let line = stepLine(IDLE_LINE, { kind: 'start' }, 0, WAITING, 0).line
    line = stepLine(line, { kind: 'opened' }, 0, WAITING, 0).line
    for (let atMs = 0; atMs < 120_000; atMs += 500) {
      const settled = stepLine(line, { kind: 'tick' }, atMs, WAITING, 0)
      expect(settled.order).toBe(null)
      line = settled.line
      expect(line.port).toBe('open')
      expect(wakeLineAtMs(line, WAITING)).toBeGreaterThan(atMs)
    }
    expect(line).toMatchObject({ state: 'lost', sinceMonoMs: 10_000, fault: { kind: 'silent' } })
    // Bytes of something else: said at the next look.
    line = stepLine(line, { kind: 'bytes' }, 129_900, WAITING, 0).line
    line = stepLine(line, { kind: 'tick' }, 130_000, WAITING, 0).line
    expect(line).toMatchObject({ state: 'lost', sinceMonoMs: 10_000, fault: { kind: 'noFrames' } })
    line = stepLine(line, { kind: 'frame' }, 131_000, WAITING, 0).line
    expect(line).toMatchObject({ state: 'connected', fault: null, port: 'open' })
  })
})
