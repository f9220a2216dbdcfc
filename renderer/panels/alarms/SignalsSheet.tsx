import { installationRequests } from '../../../shared/ipc/installation.ts'
import { acts } from '../../../shared/record/index.ts'
import './signals.css'
import { useState } from 'react'
import { alarmParameters } from '../../../shared/limits.ts'
import { audioProfiles } from '../../../shared/sound/profile.ts'
import type { RoomView } from '../../../shared/views.ts'
import { roomNow, useTicking } from '../../live/clock.ts'
import { ask, type LiveRoom, useLive } from '../../live/store.ts'
import { chooseProfile, useSoundProfile } from '../../sound/profile.ts'
import { words as shared, text } from '../../text/text.ts'
import { asPerson, requestOrThrow, withPerson } from '../../window/requests.ts'
import { tell } from '../../window/ui.ts'
import { Choices, FormError, SelectField, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { SignalMarks } from './SignalMarks.tsx'

const words = text.signals

/** What of the alarm signals may be switched off, for how long and by whom; and how this screen sounds. */
export function SignalsSheet({ roomId, onClose }: SheetRender) {
  const room = useLive(state => (roomId ? state.rooms[roomId] : undefined))
  return (
    <Sheet title={words.title} onClose={onClose}>
      <div className="signals-sheet">
        {room?.view.session ? <RoomSignals room={room} /> : null}
        <Profile />
        <Contact />
      </div>
      <div className="sheet-actions">
        <button type="button" onClick={onClose}>
          {text.common.close}
        </button>
      </div>
    </Sheet>
  )
}

function RoomSignals({ room }: { readonly room: LiveRoom }) {
  useTicking(500)
  const { view } = room
  return (
    <>
      <SignalMarks view={view} nowMs={roomNow(room).monoMs} />
      <Audio view={view} />
      <Alarms view={view} />
    </>
  )
}

function Audio({ view }: { readonly view: RoomView }) {
  const [reason, setReason] = useState('')
  const pause = useForm(() => requestOrThrow('pauseAudio', view.id, {}))
  const off = useForm(async () => {
    await requestOrThrow('turnAudioOff', view.id, { reason })
    setReason('')
  }, acts.turnAudioOff.request)
  const { audio } = view
  return (
    <section aria-label={words.audio.title}>
      <h3>{words.audio.title}</h3>
      {audio.pausedUntilMonoMs === null && !audio.off ? (
        <button type="button" onClick={pause.submit} aria-disabled={pause.busy}>
          {words.audio.pause}
        </button>
      ) : null}
      {audio.off ? null : (
        <SheetForm form={off}>
          <p className="dim">{words.audio.offNote}</p>
          <TextField
            label={words.reason}
            name="reason"
            value={reason}
            onChange={setReason}
            missing={words.needsReason}
          />
          <button type="submit" aria-disabled={off.busy}>
            {words.audio.off}
          </button>
        </SheetForm>
      )}
      <FormError>{pause.error ?? off.error}</FormError>
    </section>
  )
}

function Alarms({ view }: { readonly view: RoomView }) {
  const [parameter, setParameter] = useState<string>('spo2')
  const [reason, setReason] = useState('')
  const pause = useForm(() => requestOrThrow('pauseAlarms', view.id, {}))
  const off = useForm(async () => {
    const chosen = alarmParameters.find(id => id === parameter) ?? 'spo2'
    await requestOrThrow('turnAlarmOff', view.id, { parameter: chosen, reason })
    setReason('')
  }, acts.turnAlarmOff.request)
  return (
    <section aria-label={words.alarms.title}>
      <h3>{words.alarms.title}</h3>
      <p className="dim">{words.alarms.pauseNote}</p>
      {view.inactivation.pausedUntilMonoMs === null ? (
        <button type="button" onClick={pause.submit} aria-disabled={pause.busy}>
          {words.alarms.pause}
        </button>
      ) : null}
      <FormError>{pause.error}</FormError>
      <SheetForm form={off}>
        <p className="dim">{words.alarms.offNote}</p>
        <SelectField
          label={words.alarms.parameter}
          value={parameter}
          onChange={setParameter}
          options={alarmParameters.map(id => ({ value: id, label: shared.vitals.names[id] }))}
        />
        <TextField
          label={words.reason}
          name="reason"
          value={reason}
          onChange={setReason}
          missing={words.needsReason}
        />
        <FormError>{off.error}</FormError>
        <button type="submit" aria-disabled={off.busy}>
          {words.alarms.off}
        </button>
      </SheetForm>
    </section>
  )
}

/** Of this window alone; the core is told, and the record says who chose it. */
function Profile() {
  const profile = useSoundProfile(state => state.profile)
  return (
    <section aria-label={words.profile.title}>
      <h3>{words.profile.title}</h3>
      <Choices
        label={words.profile.label}
        value={profile}
        onChange={value => {
          const chosen = audioProfiles.find(known => known === value)
          if (chosen) withPerson(() => chooseProfile(chosen))
        }}
        options={audioProfiles.map(id => ({ value: id, label: words.profile.names[id] }))}
      />
      <p className="dim">{words.profile.note}</p>
    </section>
  )
}

function Contact() {
  const known = useLive(state => state.snapshot?.sound.secondContact ?? '')
  const [contact, setContact] = useState(known)
  const form = useForm(
    () =>
      asPerson(async () => {
        await ask('setSecondContact', { contact })
        tell(words.contact.saved)
      }),
    installationRequests.setSecondContact.payload,
  )
  return (
    <section aria-label={words.contact.title}>
      <h3>{words.contact.title}</h3>
      <SheetForm form={form}>
        <TextField
          label={words.contact.label}
          hint={words.contact.hint}
          name="contact"
          value={contact}
          onChange={setContact}
        />
        <FormError>{form.error}</FormError>
        <button type="submit" aria-disabled={form.busy}>
          {words.contact.save}
        </button>
      </SheetForm>
    </section>
  )
}
