import { useId, useRef, useState } from 'react'
import type { DeviceView } from '../../../shared/views.ts'
import { ask, useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { withPerson } from '../../window/requests.ts'
import { SelectField } from '../fields/fields.tsx'
import { ByteView } from './ByteView.tsx'
import { CABLE_TEST_MS, judgeCable } from './cable.ts'
import { Hints } from './Hints.tsx'

const words = text.devices

/** All that can be seen of one line and done to it. */
export function DeviceDetail({ device }: { readonly device: DeviceView }) {
  const { id: deviceId, capture } = device
  const personalId = useId()
  const rooms = useLive(state => state.rooms)
  const driver = useLive(state => state.snapshot?.drivers.find(({ id }) => id === device.driver))
  const roomOptions = Object.values(rooms).map(({ view }) => ({ value: view.id, label: view.name }))
  return (
    <div className="device-detail">
      <section>
        <CableTest device={device} line={device.line} />
        <p>
          {words.line(device.line, device.link.bytes)}
          {device.link.clockOffsetS === null ? null : <> · {words.clock(device.link.clockOffsetS)}</>}
        </p>
        <Hints driver={driver} />
        <div className="device-acts">
          <button
            type="button"
            aria-pressed={capture !== null && capture.error === null}
            aria-describedby={driver?.personal ? personalId : undefined}
            onClick={() => withPerson(() => ask('setCapture', { deviceId, on: !isRunning(capture) }))}
          >
            {isRunning(capture) ? words.captures.end : words.captures.begin}
          </button>
          {capture ? (
            <span role="status" className={capture.error ? 'device-error' : 'dim'}>
              {capture.error ?? words.captures.running(capture.id, capture.bytes)}
            </span>
          ) : null}
        </div>
        {driver?.personal ? (
          <p id={personalId} className="dim">
            {words.captures.personal(driver.personal)}
          </p>
        ) : null}
        {driver?.startsNibp && device.origin === 'device' ? (
          <label className="check">
            <input
              type="checkbox"
              checked={device.remoteStart}
              onChange={event => {
                const remoteStart = event.target.checked
                withPerson(() => ask('setRemoteStart', { deviceId, remoteStart }))
              }}
            />
            <span>
              {words.remote}
              <br />
              <small className="dim">{words.remoteWarning}</small>
            </span>
          </label>
        ) : null}
        {device.origin === 'device' && roomOptions.length > 1 ? (
          <SelectField
            label={words.room}
            value={device.roomId}
            onChange={roomId => withPerson(() => ask('moveDevice', { deviceId, roomId }))}
            options={roomOptions}
          />
        ) : null}
        <button type="button" onClick={() => withPerson(() => ask('removeDevice', { deviceId }))}>
          {words.forget}
        </button>
      </section>
      <ByteView deviceId={deviceId} />
    </div>
  )
}

function isRunning(capture: DeviceView['capture']): boolean {
  return capture !== null && capture.error === null
}

/** Listens for ten seconds and says what that tells of the cable. */
function CableTest({ device, line }: { readonly device: DeviceView; readonly line: string }) {
  const newest = useRef(device)
  newest.current = device
  const [state, setState] = useState<{ readonly busy: boolean; readonly said: string | null }>({
    busy: false,
    said: null,
  })
  function test(): void {
    if (state.busy) return
    const before = device.link
    setState({ busy: true, said: null })
    setTimeout(
      () => setState({ busy: false, said: judgeCable(before, newest.current.link, line) }),
      CABLE_TEST_MS,
    )
  }
  return (
    <div className="device-acts">
      <button type="button" onClick={test} aria-disabled={state.busy}>
        {words.cable.test}
      </button>
      <span role="status">{state.busy ? words.cable.busy : state.said}</span>
    </div>
  )
}
