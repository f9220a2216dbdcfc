import type { CoreEvent } from '../../shared/ipc.ts'
import { isSame } from '../../shared/same.ts'
import { SECOND_MS } from '../../shared/time.ts'
import type { DeviceView } from '../../shared/views.ts'

export interface DeviceTellingOptions {
  readonly devices: () => readonly DeviceView[]
  readonly publish: (event: CoreEvent) => void
  readonly nowMs: () => number
}

/** What windows are told of devices: all when one has come or gone, else each that has changed. */
export interface DeviceTelling {
  /** Something of a device has changed. */
  note(): void
  /** Tells what has changed; what only counts on (frames, bytes, ages) once a second. */
  tell(): void
  /** The devices as windows have been told of them, after telling everything. */
  told(): readonly DeviceView[]
}

export function createDeviceTelling({ devices, publish, nowMs }: DeviceTellingOptions): DeviceTelling {
  let last: readonly DeviceView[] = []
  let isNoted = true
  const toldMs = new Map<string, number>()

  function tell(everything: boolean): void {
    if (!isNoted) return
    const now = devices()
    isNoted = false
    if (!isSame(now.map(idOf), last.map(idOf))) {
      toldMs.clear()
      for (const { id } of now) toldMs.set(id, nowMs())
      last = now
      publish({ kind: 'devices', devices: now })
      return
    }
    last = now.map((device, index) => {
      const before = last[index]
      if (!before || isSame(before, device)) return device
      const waited = nowMs() - (toldMs.get(device.id) ?? Number.NEGATIVE_INFINITY)
      if (!everything && waited < SECOND_MS && isSame(withoutCounts(before), withoutCounts(device))) {
        isNoted = true
        return before
      }
      toldMs.set(device.id, nowMs())
      publish({ kind: 'device', device })
      return device
    })
  }

  return {
    note() {
      isNoted = true
    },
    tell: () => tell(false),
    told() {
      // A line counts without a word of it.
      isNoted = true
      tell(true)
      return last
    },
  }
}

function idOf({ id }: DeviceView): string {
  return id
}

/** What of a device's view is news by itself. */
function withoutCounts({ link, capture, lastValues, ...rest }: DeviceView) {
  const { state, error, attempts, clockOffsetS } = link
  return {
    ...rest,
    link: { state, error, attempts, clockOffsetS },
    capture: capture && { id: capture.id, error: capture.error },
    lastValues: lastValues.map(({ text }) => text),
  }
}
