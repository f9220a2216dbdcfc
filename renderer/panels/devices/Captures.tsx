import { useEffect, useState } from 'react'
import type { CaptureView } from '../../../shared/views.ts'
import { formatLength } from '../../live/clock.ts'
import { ask, useLive } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { withPerson } from '../../window/requests.ts'
import { saveFile } from '../../window/save-file.ts'
import { attempt, notePlace, openPage, tell } from '../../window/ui.ts'
import { SelectField } from '../fields/fields.tsx'

const words = text.devices.captures
const speeds = ['1', '5', '20', '60'] as const
/** Captures of this installation: handed out, or played again in a free room. */
export function Captures() {
  const devices = useLive(state => state.snapshot?.devices)
  const rooms = useLive(state => state.rooms)
  const [captures, setCaptures] = useState<readonly CaptureView[]>([])
  const [speed, setSpeed] = useState<string>('1')
  const running = devices?.filter(({ capture }) => capture !== null).length ?? 0
  // A capture that has begun or ended changes the list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `running` is why it is read again
  useEffect(() => void attempt(async () => setCaptures(await ask('listCaptures', {}))), [running])
  const free = Object.values(rooms).find(
    ({ view }) =>
      view.session === null &&
      !devices?.some(({ roomId, origin }) => roomId === view.id && origin === 'device'),
  )

  function replay(id: string): void {
    if (!free) {
      tell(words.noRoom, true)
      return
    }
    const roomId = free.view.id
    const chosen = { roomId, presetId: 'SPRAVATO-84', captures: [id], speed: Number(speed) }
    withPerson(async () => {
      const isThere = notePlace()
      await ask('openReplay', chosen)
      if (isThere()) openPage({ name: 'room', roomId })
    })
  }

  if (captures.length === 0) return null
  return (
    <section className="captures">
      <h2>{words.title}</h2>
      <SelectField
        label={words.speed}
        value={speed}
        onChange={setSpeed}
        options={speeds.map(value => ({ value, label: `${value}x` }))}
      />
      <ul>
        {captures.map(capture => (
          <li key={capture.id}>
            <span>
              {capture.label}
              <span className="dim">
                {' '}
                {format().longDay(capture.wallMs)} · {formatLength(capture.lengthMs)} ·{' '}
                {words.size(capture.bytes)} · {capture.driver} · {capture.port}
              </span>
              {capture.error ? <span className="device-error"> {capture.error}</span> : null}
            </span>
            <button type="button" disabled={capture.error !== null} onClick={() => replay(capture.id)}>
              {words.replay}
            </button>
            <button
              type="button"
              onClick={() =>
                withPerson(async () => saveFile(await ask('readCapture', { captureId: capture.id })))
              }
            >
              {words.save}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
