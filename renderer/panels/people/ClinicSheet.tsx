import { installationRequests } from '../../../shared/ipc/installation.ts'
import './clinic.css'
import { useState } from 'react'
import { unknownClinic } from '../../../shared/clinic.ts'
import { type Region, regions } from '../../../shared/words/format.ts'
import { ask, useLive } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { tell } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { Choices, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.clinic

/** Who the clinic is: printed at "Place" of every report, and on the REMS field sheet. */
export function ClinicSheet({ onClose }: SheetRender) {
  const known = useLive(state => state.snapshot?.clinic) ?? unknownClinic
  const [clinic, setClinic] = useState(known)
  const { provider } = clinic
  const form = useForm(async () => {
    await ask('setClinic', { clinic })
    tell(words.saved)
    onClose()
  }, installationRequests.setClinic.payload)
  const provide = (part: Partial<typeof provider>) =>
    setClinic(before => ({ ...before, provider: { ...before.provider, ...part } }))
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form} className="sheet-form clinic">
        <p className="dim">{words.note}</p>
        <TextField
          label={words.name}
          name="clinic.name"
          value={clinic.name}
          onChange={name => setClinic(before => ({ ...before, name }))}
        />
        <TextField
          label={words.address}
          name="clinic.address"
          value={clinic.address}
          onChange={address => setClinic(before => ({ ...before, address }))}
        />
        <fieldset>
          <legend>{words.provider}</legend>
          <TextField
            label={words.providerName}
            name="clinic.provider.name"
            value={provider.name}
            onChange={name => provide({ name })}
          />
          <TextField
            label={words.phone}
            type="tel"
            name="clinic.provider.phone"
            value={provider.phone}
            onChange={phone => provide({ phone })}
          />
          <TextField
            label={words.email}
            type="email"
            name="clinic.provider.email"
            value={provider.email}
            onChange={email => provide({ email })}
          />
        </fieldset>
        <Choices
          label={words.region}
          value={clinic.region ?? format().region}
          options={regions.map(value => ({ value, label: words.regions[value] }))}
          onChange={region => setClinic(before => ({ ...before, region: region as Region }))}
        />
        <FormEnd form={form} label={words.save} onCancel={onClose} />
      </SheetForm>
    </Sheet>
  )
}
