import { describe, expect, it } from 'vitest'
import type { Priority } from '../../shared/alarm/ids.ts'
import { type SoundState, silentSound, stepSound } from './sound.ts'

/** Runs the scheduler in 100 ms ticks, confirming every order at once unless told otherwise. */
function run(
  sounding: (ms: number) => Priority | null,
  untilMs: number,
  options: { confirm?: boolean; fresh?: (ms: number) => boolean } = {},
) {
  let state: SoundState = silentSound
  const orders: [number, Priority][] = []
  const beeps: number[] = []
  for (let ms = 0; ms <= untilMs; ms += 100) {
    const stepped = stepSound(
      state,
      { kind: 'tick', sounding: sounding(ms), fresh: options.fresh?.(ms) ?? false },
      ms,
    )
    state = stepped.state
    if (stepped.beep) beeps.push(ms)
    if (!stepped.order) continue
    orders.push([ms, stepped.order.priority])
    if (options.confirm === false) continue
    state = stepSound(state, { kind: 'confirmed', orderId: stepped.order.orderId, ok: true }, ms).state
  }
  return { orders, beeps, state }
}

describe('alarm sound', () => {
  it('repeats HIGH 5 s after the end of its 3.4 s burst', () => {
    expect(run(() => 'high', 18_000).orders).toEqual([
      [0, 'high'],
      [8400, 'high'],
      [16_800, 'high'],
    ])
  })

  it('repeats MEDIUM 15 s after the end of its burst', () => {
    expect(run(() => 'medium', 33_000).orders).toEqual([
      [0, 'medium'],
      [16_000, 'medium'],
      [32_000, 'medium'],
    ])
  })

  it('sounds LOW four times, then leaves it to the eyes', () => {
    expect(run(() => 'low', 300_000).orders).toHaveLength(4)
  })

  it('lets a HIGH begin as soon as the burst in progress has completed', () => {
    expect(run(ms => (ms < 300 ? 'medium' : 'high'), 2000).orders).toEqual([
      [0, 'medium'],
      [1000, 'high'],
    ])
  })

  it('sounds a new alarm of the same priority without waiting for the pause', () => {
    expect(run(() => 'medium', 5000, { fresh: ms => ms === 3000 }).orders).toEqual([
      [0, 'medium'],
      [3000, 'medium'],
    ])
  })

  it('is quiet at once when nothing sounds any more, and starts again with the next alarm', () => {
    expect(run(ms => (ms < 1000 || ms > 4000 ? 'high' : null), 5000).orders).toEqual([
      [0, 'high'],
      [4100, 'high'],
    ])
  })

  it('beeps by itself and says so when nobody confirms within 500 ms', () => {
    const { beeps, state } = run(() => 'high', 600, { confirm: false })
    expect(beeps).toEqual([500])
    expect(state.failed).toBe(true)
  })

  it('takes the failure back with the next confirmed burst', () => {
    const failed = run(() => 'high', 600, { confirm: false }).state
    const again = stepSound(failed, { kind: 'tick', sounding: 'high', fresh: false }, 8400)
    const confirmed = stepSound(
      again.state,
      { kind: 'confirmed', orderId: again.order?.orderId ?? 0, ok: true },
      8450,
    )
    expect(confirmed.state.failed).toBe(false)
  })

  it('believes a window that says it could not play', () => {
    const ordered = stepSound(silentSound, { kind: 'test', priority: 'low' }, 0)
    const refused = stepSound(ordered.state, { kind: 'confirmed', orderId: 1, ok: false }, 100)
    expect(refused).toMatchObject({ beep: true, state: { failed: true } })
  })

  it('reminds with one soft pulse, unless something sounds already', () => {
    expect(stepSound(silentSound, { kind: 'reminder' }, 0).order).toMatchObject({
      priority: 'low',
      test: false,
    })
    const { state } = run(() => 'high', 0)
    expect(stepSound(state, { kind: 'reminder' }, 100).order).toBeUndefined()
  })

  it('orders once more, for everybody, what reached nobody', () => {
    const { state } = run(() => 'high', 600, { confirm: false })
    expect(stepSound(state, { kind: 'again' }, 600).order).toMatchObject({ priority: 'high' })
    expect(stepSound(silentSound, { kind: 'again' }, 0).order).toBeUndefined()
  })

  it('says when an alarm begins to be heard, once, and not for a test', () => {
    const first = stepSound(silentSound, { kind: 'tick', sounding: 'high', fresh: true }, 0)
    const heard = stepSound(first.state, { kind: 'confirmed', orderId: 1, ok: true }, 50)
    expect(heard.began).toBe('high')
    const second = stepSound(heard.state, { kind: 'tick', sounding: 'high', fresh: false }, 8400)
    expect(stepSound(second.state, { kind: 'confirmed', orderId: 2, ok: true }, 8450).began).toBeUndefined()
    const test = stepSound(silentSound, { kind: 'test', priority: 'high' }, 0)
    expect(stepSound(test.state, { kind: 'confirmed', orderId: 1, ok: true }, 50).began).toBeUndefined()
  })
})
