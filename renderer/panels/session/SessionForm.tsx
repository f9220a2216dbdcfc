import { useState } from 'react'
import { sessionRequests } from '../../../shared/ipc/session.ts'
import type { Payload } from '../../../shared/ipc.ts'
import { defaultPresetId, isChoosable } from '../../../shared/presets/choose.ts'
import { presetName } from '../../../shared/presets/figures.ts'
import { ask, useLive } from '../../live/store.ts'
import { words as shared, text } from '../../text/text.ts'
import { becomeDemo } from '../../window/lock.ts'
import { notePlace, openPage, tell } from '../../window/ui.ts'
import { FormError, readNumber, SelectField, TextField } from '../fields/fields.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { askedWeight, startWeight, WeightField } from '../fields/WeightField.tsx'
import { findPatient } from './elsewhere.ts'
import { useKnownWeight } from './known-weight.ts'

const { fields } = text.sheets

/** Prefilled for a simulated patient, so that nothing has to be typed; empty for a real one. */
export function SessionForm({ simulated, roomId, onClose }: SheetRender & { readonly simulated: boolean }) {
  const snapshot = useLive(state => state.snapshot)
  const rooms = useLive(state => state.rooms)
  const free = Object.values(rooms).filter(({ view }) => !view.session)
  const withDevice = free.find(({ view }) => snapshot?.devices.some(device => device.roomId === view.id))
  const firstRoom = (simulated ? free[0] : (withDevice ?? free[0]))?.view.id ?? ''
  const [picked, setPicked] = useState(roomId)
  // Rooms come free and are taken while the sheet is open: what is not free any more is not what is meant.
  const room = free.some(({ view }) => view.id === picked) ? (picked ?? '') : firstRoom
  const presets = (snapshot?.presets ?? []).filter(isChoosable).map(view => view.preset)
  const [pickedPreset, setPreset] = useState(defaultPresetId)
  // One that is withdrawn while the sheet is open cannot be meant any more.
  const preset = presets.some(({ id }) => id === pickedPreset) ? pickedPreset : defaultPresetId
  const [initials, setInitials] = useState(simulated ? 'SIM' : '')
  const [birthYear, setBirthYear] = useState(simulated ? '1980' : '')
  const [recordId, setRecordId] = useState(simulated ? 'SIM-001' : '')
  const [weight, setWeight] = useState(() => startWeight(simulated ? 70 : undefined))
  const known = useKnownWeight(recordId.trim(), simulated)
  const [scenario, setScenario] = useState('quiet-session')
  const [speed, setSpeed] = useState('1')
  const hasDevice = snapshot?.devices.some(device => device.roomId === room)

  const form = useForm(async () => {
    // Whoever tries Vigil out needs no name.
    if (simulated) await becomeDemo()
    const patient = {
      initials: initials.trim(),
      birthYear: readNumber(fields.birthYear, birthYear) ?? 0,
      recordId: recordId.trim(),
      ...askedWeight(weight),
    }
    const simulate = simulated ? { simulate: { scenario, speed: Number(speed) } } : {}
    const isThere = notePlace()
    await ask('openSession', {
      roomId: room,
      presetId: preset,
      patient,
      ...(weight.right ? { weightConfirmed: true } : {}),
      ...simulate,
    } as Payload<'openSession'>)
    if (isThere()) openPage({ name: 'room', roomId: room })
  }, sessionRequests.openSession.payload)

  const roomName = rooms[room]?.view.name ?? ''
  // One patient is in one room: the session that is there already may go on here instead.
  const elsewhere = simulated ? undefined : findPatient(Object.values(rooms), recordId)
  const move = useForm(async () => {
    if (!elsewhere) return
    const isThere = notePlace()
    await ask('moveSession', { roomId: elsewhere.view.id, toRoomId: room })
    if (isThere()) openPage({ name: 'room', roomId: room })
    tell(text.patient.move.done(roomName))
  })

  const words = simulated ? text.sheets.simulate : text.sheets.newSession
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        {simulated ? <p className="dim">{text.sheets.simulate.note}</p> : null}
        <SelectField
          label={fields.room}
          value={room}
          onChange={setPicked}
          options={free.map(({ view }) => ({ value: view.id, label: view.name }))}
        />
        <SelectField
          label={fields.preset}
          value={preset}
          onChange={setPreset}
          options={presets.map(each => ({ value: each.id, label: presetName(each, shared) }))}
        />
        {simulated ? (
          <>
            <SelectField
              label={text.sheets.simulate.scenario}
              value={scenario}
              onChange={setScenario}
              options={(snapshot?.scenarios ?? []).map(({ id, label }) => ({ value: id, label }))}
            />
            <SelectField
              label={text.sheets.simulate.speed}
              value={speed}
              onChange={setSpeed}
              options={['1', '5', '10', '30', '60'].map(value => ({ value, label: `${value}x` }))}
            />
          </>
        ) : hasDevice ? null : (
          <p className="dim">{text.sheets.newSession.noDevice}</p>
        )}
        <div className="field-row">
          <TextField
            label={fields.initials}
            value={initials}
            onChange={setInitials}
            name="patient.initials"
          />
          <NumberField
            label={fields.birthYear}
            unit={null}
            value={birthYear}
            onChange={setBirthYear}
            name="patient.birthYear"
          />
        </div>
        <div className="field-row">
          <TextField
            label={fields.recordId}
            value={recordId}
            onChange={setRecordId}
            name="patient.recordId"
          />
          <WeightField under="patient." entry={weight} onEntry={setWeight} known={known} />
        </div>
        {elsewhere ? (
          <div className="elsewhere" role="status">
            <p>{text.patient.elsewhere(recordId.trim(), elsewhere.view.name)}</p>
            <button type="button" onClick={move.submit} aria-disabled={move.busy}>
              {text.patient.moveHere(roomName)}
            </button>
            <FormError>{move.error}</FormError>
          </div>
        ) : null}
        <FormError>{free.length === 0 ? text.sheets.allRoomsBusy : form.error}</FormError>
        <div className="sheet-actions">
          <button
            type="submit"
            className="primary"
            data-autofocus
            disabled={room === ''}
            aria-disabled={form.busy}
          >
            {words.start}
          </button>
          <button type="button" onClick={onClose}>
            {text.common.cancel}
          </button>
        </div>
      </SheetForm>
    </Sheet>
  )
}
