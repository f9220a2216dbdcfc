import { useEffect, useState } from 'react'
import { deviceRequests } from '../../../shared/ipc/devices.ts'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import type { PortView } from '../../../shared/views.ts'
import { ask, useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { attempt } from '../../window/ui.ts'
import { FormError, readText, SelectField, TextField } from '../fields/fields.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { Hints } from './Hints.tsx'
import { Identify } from './Identify.tsx'

const words = text.devices

/** A chip that fits more drivers is a common adapter. */
const FITS_SHOWN = 4

/** Assigns a port to a monitor and a room. Nothing is sent to a port before that. */
export function AddDevice() {
  const drivers = useLive(state => state.snapshot?.drivers) ?? []
  const rooms = useLive(state => state.rooms)
  const [ports, setPorts] = useState<readonly PortView[]>([])
  const [port, setPort] = useState('')
  const [driver, setDriver] = useState('')
  const [baudRate, setBaudRate] = useState('')
  const [room, setRoom] = useState('')
  const [name, setName] = useState('')
  const [remoteStart, setRemoteStart] = useState(false)
  const look = () => void attempt(async () => setPorts(await ask('listPorts', {})))
  useEffect(look, [])
  const roomIds = Object.values(rooms).map(({ view }) => ({ value: view.id, label: view.name }))
  const chosenDriver = driver || drivers[0]?.id || ''
  const known = drivers.find(({ id }) => id === chosenDriver)
  const canStart = known?.startsNibp ?? false
  // A device server holds the speed of its line by itself.
  const baudRates = /^tcp(-listen)?:/.test(port.trim()) ? [] : (known?.baudRates.map(String) ?? [])

  const form = useForm(async () => {
    const chosen = { roomId: room || roomIds[0]?.value || '', driver: chosenDriver, port: port.trim() }
    const more = omitUndefined({
      label: readText(name),
      remoteStart: canStart ? remoteStart : undefined,
      baudRate: baudRates.includes(baudRate) ? Number(baudRate) : undefined,
    })
    await ask('addDevice', { ...chosen, ...more })
    setPort('')
    setBaudRate('')
    setName('')
  }, deviceRequests.addDevice.payload)

  return (
    <div className="add-device">
      <section>
        <h2>{words.ports}</h2>
        {ports.length === 0 ? <p className="dim">{words.noPorts}</p> : null}
        <ul>
          {ports.map(found => (
            <li key={found.path}>
              <button type="button" disabled={found.usedBy !== null} onClick={() => choose(found)}>
                {words.use} {found.path}
              </button>
              <span>
                {[found.maker, found.product, found.serialNumber && words.serial(found.serialNumber)]
                  .filter(part => part)
                  .join(' · ')}
                <span className="dim">
                  {' '}
                  {[found.vendorId && words.usb(found.vendorId, found.productId ?? ''), describeUse(found)]
                    .filter(part => part)
                    .join(' · ')}
                </span>
              </span>
            </li>
          ))}
        </ul>
        <button type="button" onClick={look}>
          {words.look}
        </button>
      </section>
      <SheetForm form={form} label={words.add}>
        <h2>{words.add}</h2>
        <TextField
          label={words.port}
          value={port}
          onChange={setPort}
          hint={words.portHint}
          list={ports.map(({ path }) => path)}
          name="port"
          missing={words.portMissing}
        />
        <Identify key={port.trim()} port={port.trim()} onFound={use} />
        <SelectField
          label={words.monitor}
          value={chosenDriver}
          onChange={id => use(id, null)}
          options={drivers.map(({ id, label, line }) => ({ value: id, label: `${label} (${line})` }))}
        />
        <Hints driver={known} />
        {baudRates.length > 1 ? (
          <SelectField
            label={words.speed}
            value={baudRates.includes(baudRate) ? baudRate : (baudRates[0] ?? '')}
            onChange={setBaudRate}
            options={baudRates.map((value, at) => ({
              value,
              label: at === 0 ? words.usualSpeed(value) : value,
            }))}
          />
        ) : null}
        <SelectField
          label={words.room}
          value={room || roomIds[0]?.value || ''}
          onChange={setRoom}
          options={roomIds}
        />
        <TextField
          label={words.name}
          name="label"
          value={name}
          onChange={setName}
          hint={text.sheets.fields.optional}
        />
        {canStart ? (
          <label className="check">
            <input
              type="checkbox"
              checked={remoteStart}
              onChange={event => setRemoteStart(event.target.checked)}
            />
            <span>
              {words.remote}
              <br />
              <small className="dim">{words.remoteWarning}</small>
            </span>
          </label>
        ) : null}
        <FormError>{form.error}</FormError>
        <div className="sheet-actions">
          <button type="submit" className="primary" aria-disabled={form.busy}>
            {words.addButton}
          </button>
        </div>
      </SheetForm>
    </div>
  )

  function choose(found: PortView): void {
    setPort(found.path)
    const [likely] = found.fits
    // A common adapter says nothing of what is behind it.
    if (likely && found.fits.length <= FITS_SHOWN) use(likely, null)
  }

  /** @param speed null: its usual one */
  function use(id: string, speed: number | null): void {
    setDriver(id)
    setBaudRate(speed === null ? '' : String(speed))
  }
}

function describeUse({ usedBy, fits }: PortView): string {
  if (usedBy !== null) return words.usedBy
  if (fits.length > FITS_SHOWN) return words.fitsAny
  return fits.length > 0 ? words.fits(fits.join(', ')) : ''
}
