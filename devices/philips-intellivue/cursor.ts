/** Reads big-endian numbers one after the other. Past its end it gives 0 and says that it is broken. */
export interface Cursor {
  u16(): number
  i32(): number
  /** The next so many bytes, as they are. */
  bytes(count: number): Uint8Array
  /** Passes so many bytes over. */
  skip(count: number): void
  /** Reads the next so many bytes as a list of its own; goes on behind it, however much of it was read. */
  within<T>(count: number, read: () => T): T
  /** Bytes to the end, in `within` to that of the list. */
  readonly left: number
  /** A length ran past its parent. */
  readonly isBroken: boolean
}

export function createCursor(data: Uint8Array): Cursor {
  let at = 0
  let end = data.length
  let isBroken = false

  /** Where the next so many bytes begin; null: they are not there. */
  function take(count: number): number | null {
    if (at + count > end) {
      isBroken = true
      at = end
      return null
    }
    at += count
    return at - count
  }

  function u16(): number {
    const from = take(2)
    return from === null ? 0 : ((data[from] ?? 0) << 8) | (data[from + 1] ?? 0)
  }

  return {
    u16,
    i32() {
      const from = take(4)
      if (from === null) return 0
      const high = ((data[from] ?? 0) << 24) | ((data[from + 1] ?? 0) << 16)
      return high | ((data[from + 2] ?? 0) << 8) | (data[from + 3] ?? 0)
    },
    bytes(count) {
      const from = take(count)
      return from === null ? new Uint8Array(count) : data.subarray(from, at)
    },
    skip: take,
    within(count, read) {
      const from = take(count)
      const behind = at
      const outerEnd = end
      // Of a list that is not there nothing is left.
      at = from ?? behind
      end = behind
      const value = read()
      at = behind
      end = outerEnd
      return value
    },
    get left() {
      return end - at
    },
    get isBroken() {
      return isBroken
    },
  }
}
