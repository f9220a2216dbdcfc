import { useEffect, useState } from 'react'
import { ask, onCoreEvent } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { addRows, type ByteRow } from './bytes.ts'

const words = text.devices.bytes

/** The core tells bytes for 10 s after it was asked. */
const ASK_EVERY_MS = 5000

/** What comes and goes on a line, byte by byte, and what the driver makes of it. */
export function ByteView({ deviceId }: { readonly deviceId: string }) {
  const [rows, setRows] = useState<readonly ByteRow[]>([])
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const watch = () => void ask('watchBytes', { deviceId }).catch(() => {})
    watch()
    const timer = setInterval(watch, ASK_EVERY_MS)
    const stop = onCoreEvent(event => {
      if (event.kind === 'bytes' && event.deviceId === deviceId) setRows(known => addRows(known, event))
    })
    return () => {
      clearInterval(timer)
      stop()
    }
  }, [deviceId, held])
  return (
    <section className="byte-view" aria-label={words.title}>
      <h3>
        {words.title}
        <button type="button" aria-pressed={held} onClick={() => setHeld(!held)}>
          {held ? words.goOn : words.hold}
        </button>
      </h3>
      {rows.length === 0 ? <p className="dim">{words.none}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <div className="byte-rows" role="log" aria-live="off" aria-label={words.title} tabIndex={0}>
        {rows.toReversed().map(row => (
          <div key={row.id} data-kind={row.kind}>
            <span className="byte-mark">{words.marks[row.kind]}</span>
            <code>{row.text}</code>
            {row.letters ? <code className="dim">{row.letters}</code> : null}
          </div>
        ))}
      </div>
    </section>
  )
}
