import './devices.css'
import type { DeviceView } from '../../../shared/views.ts'
import { currentPerson } from '../../app/acts.ts'
import { attempt, openPage, openSheet } from '../../app/ui.ts'
import { formatAge, useTicking } from '../../live/clock.ts'
import { ask, useLive } from '../../live/store.ts'
import { text } from '../../text/en.ts'
import { OtherRooms } from '../alarms/OtherRooms.tsx'
import { Station } from '../header/Header.tsx'
import { AddDevice } from './AddDevice.tsx'

const words = text.devices

/** Which port, which device, is it speaking, is it understood, since when, what went wrong. */
export function DevicesPage() {
  const devices = useLive(state => state.snapshot?.devices) ?? []
  const rooms = useLive(state => state.rooms)
  useTicking(1000)
  const [roomView] = Object.values(rooms)
  return (
    <main className="devices-page">
      <header className="start-head">
        <h1>{words.title}</h1>
        <button type="button" onClick={() => openPage({ name: 'start' })}>
          {words.back}
          <kbd>g</kbd>
        </button>
        {devices.length > 0 ? (
          <button type="button" onClick={() => openSheet('newSession')}>
            {text.common.start.newSession}
            <kbd>n</kbd>
          </button>
        ) : null}
        <Station />
      </header>
      <OtherRooms shownId={null} />
      {devices.length === 0 ? (
        <p className="dim">{words.none}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {words.columns.map(column => (
                <th key={column} scope="col">
                  {column === '' ? <span className="visually-hidden">{words.remove}</span> : column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {devices.map(device => {
              const room = rooms[device.roomId]
              const clock = room ?? roomView
              const nowMs = clock
                ? clock.view.clock.monoMs + (performance.now() - clock.receivedMs) * clock.view.clock.speed
                : 0
              return (
                <DeviceRow
                  key={device.id}
                  device={device}
                  room={room?.view.name ?? device.roomId}
                  nowMs={nowMs}
                />
              )
            })}
          </tbody>
        </table>
      )}
      <AddDevice />
    </main>
  )
}

function DeviceRow({
  device,
  room,
  nowMs,
}: {
  readonly device: DeviceView
  readonly room: string
  readonly nowMs: number
}) {
  const { link } = device
  const age = (ms: number) => formatAge(nowMs - ms)
  return (
    <tr>
      <td>
        {device.port}
        {device.serialNumber ? <div className="dim">{words.serial(device.serialNumber)}</div> : null}
      </td>
      <td>
        {device.label}
        <div className="dim">
          {device.driver}
          {device.origin === 'simulated' ? ` · ${words.simulated}` : ''}
          {device.remoteStart ? ` · ${words.remote}` : ''}
        </div>
      </td>
      <td>{room}</td>
      <td data-link={link.state}>
        <span aria-hidden="true">{words.shapes[link.state]} </span>
        <b>{words.states[link.state]}</b> <span className="dim">{words.since(age(link.sinceMonoMs))}</span>
        {link.error ? <div className="device-error">{link.error}</div> : null}
      </td>
      <td>{words.frames(link.framesPerS, link.goodFrames, link.badFrames)}</td>
      <td>{link.lastByteAt ? text.room.tiles.ago(age(link.lastByteAt.monoMs)) : words.never}</td>
      <td>{device.lastValues.join(', ')}</td>
      <td>
        <button
          type="button"
          onClick={() => {
            const by = currentPerson()
            if (by === null) openSheet('person')
            else void attempt(() => ask('removeDevice', { by, deviceId: device.id }))
          }}
        >
          {words.remove}
        </button>
      </td>
    </tr>
  )
}
