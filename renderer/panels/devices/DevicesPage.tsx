import './devices.css'
import { Fragment, useState } from 'react'
import type { DeviceView } from '../../../shared/views.ts'
import { formatAge, useTicking } from '../../live/clock.ts'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { openPage, openSheet } from '../../window/ui.ts'
import { OtherRooms } from '../alarms/OtherRooms.tsx'
import { WindowControls } from '../room/Header.tsx'
import { AddDevice } from './AddDevice.tsx'
import { Captures } from './Captures.tsx'
import { DeviceDetail } from './DeviceDetail.tsx'
import { describeWorn } from './worn.ts'

const words = text.devices

/** Which port, which device, is it speaking, is it understood, since when, what went wrong. */
export function DevicesPage() {
  const devices = useLive(state => state.snapshot?.devices) ?? []
  const drivers = useLive(state => state.snapshot?.drivers) ?? []
  const rooms = useLive(state => state.rooms)
  useTicking(1000)
  const [open, setOpen] = useState<string | null>(null)
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
        <WindowControls />
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
                  {column === '' ? <span className="visually-hidden">{words.details}</span> : column}
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
                <Fragment key={device.id}>
                  <DeviceRow
                    device={device}
                    room={room?.view.name ?? device.roomId}
                    worn={describeWorn(
                      drivers.find(({ id }) => id === device.driver)?.vitals ?? [],
                      room?.view.session ?? null,
                    )}
                    nowMs={nowMs}
                    open={open === device.id}
                    onToggle={() => setOpen(open === device.id ? null : device.id)}
                  />
                  {open === device.id ? (
                    <tr>
                      <td colSpan={words.columns.length}>
                        <DeviceDetail device={device} />
                      </td>
                    </tr>
                  ) : null}
                </Fragment>
              )
            })}
          </tbody>
        </table>
      )}
      <AddDevice />
      <Captures />
    </main>
  )
}

function DeviceRow({
  device,
  room,
  worn,
  nowMs,
  open,
  onToggle,
}: {
  readonly device: DeviceView
  readonly room: string
  /** Where its cuff and its sensor are; null: no session, or neither. */
  readonly worn: string | null
  readonly nowMs: number
  readonly open: boolean
  readonly onToggle: () => void
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
          {device.origin === 'device' ? '' : ` · ${words.origins[device.origin]}`}
          {device.remoteStart ? ` · ${words.remote}` : ''}
          {worn === null ? '' : ` · ${worn}`}
          {device.capture && device.capture.error === null ? ` · ${words.captures.on}` : ''}
        </div>
      </td>
      <td>{room}</td>
      <td data-link={link.state}>
        <span aria-hidden="true">{words.shapes[link.state]} </span>
        <b>{words.states[link.state]}</b> <span className="dim">{words.since(age(link.sinceMonoMs))}</span>
        {link.error ? <div className="device-error">{link.error}</div> : null}
        {device.advice && link.state === 'connected' ? (
          <div className="device-error">{words.monitorSays(device.advice)}</div>
        ) : null}
      </td>
      <td>{words.frames(link.framesPerS, link.goodFrames, link.badFrames)}</td>
      <td>{link.lastByteAt ? text.room.tiles.ago(age(link.lastByteAt.monoMs)) : words.never}</td>
      <td>
        {device.lastValues.map(({ text: value, atMonoMs }) => (
          <div key={value}>
            {value} <span className="dim">{text.room.tiles.ago(age(atMonoMs))}</span>
          </div>
        ))}
      </td>
      <td>
        <button type="button" aria-expanded={open} onClick={onToggle}>
          {words.details}
        </button>
      </td>
    </tr>
  )
}
