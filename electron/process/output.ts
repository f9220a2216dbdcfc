/*
 * The one place that owns this process's standard output and error. Their other end may be gone at any time: a closed
 * terminal (EIO), a reader that has had enough (EPIPE), a full disk (ENOSPC). An error of these streams that nobody hears
 * would end the process, or, reported on the same stream, come back for ever.
 */

/** What does not come back: nothing is written there again. */
const GONE = new Set(['EPIPE', 'EIO', 'EBADF', 'ENXIO', 'ECONNRESET', 'ERR_STREAM_DESTROYED'])

export interface OutputError {
  readonly code: string
  readonly message: string
  /** Whoever read it has gone, which is no failure of Vigil's. */
  readonly gone: boolean
}

type Written = string | Uint8Array

/** A stream that takes what it can, and never throws or emits an error to anybody but its one listener. */
export interface Outlet {
  write(what: Written): void
  onError(listener: (error: OutputError) => void): void
}

export function ownStream(stream: NodeJS.WritableStream): Outlet {
  let isGone = false
  let listener: (error: OutputError) => void = () => {}

  function hear(error: unknown): void {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const gone = GONE.has(code)
    if (isGone) return
    isGone = gone
    listener({ code, message: error instanceof Error ? error.message : String(error), gone })
  }

  stream.on('error', hear)
  return {
    write(what) {
      if (isGone) return
      try {
        stream.write(what)
      } catch (error) {
        hear(error)
      }
    },
    onError(heard) {
      listener = heard
    },
  }
}

export const stdout: Outlet = ownStream(process.stdout)
export const stderr: Outlet = ownStream(process.stderr)
