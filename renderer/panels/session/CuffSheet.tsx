import { useId, useState } from 'react'
import { acts } from '../../../shared/record/index.ts'
import { cuffSites, cuffSizes, sensorSites } from '../../../shared/session/types.ts'
import { useLive } from '../../live/store.ts'
import { words as shared, text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { Choices, SelectField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { FieldError, SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { changesOf, intervals, intervalText } from './cuff-changes.ts'

const words = text.sheets.cuff

/** Where cuff and sensor are, and whether Vigil starts the cuff by itself. */
export function CuffSheet({ roomId, onClose }: SheetRender) {
  const view = useLive(state => (roomId ? state.rooms[roomId]?.view : undefined))
  const session = view?.session
  const [cuff, setCuff] = useState<string>(session?.sites?.cuff ?? '')
  const [sensor, setSensor] = useState<string>(session?.sites?.sensor ?? '')
  const [size, setSize] = useState<string>(session?.sites?.cuffSize ?? '')
  const [every, setEvery] = useState(intervalText(session?.cuffCycle?.everyMin ?? null))
  const bothId = useId()
  const form = useForm(async () => {
    const changes = changesOf({ cuff, sensor, size, every }, session ?? null)
    if (changes.sites) await requestOrThrow('setSites', roomId ?? '', changes.sites)
    if (changes.cycle) await requestOrThrow('setCuffCycle', roomId ?? '', changes.cycle)
    onClose()
  }, acts.setSites.request)
  const missing = cuff === '' && sensor === '' && size === '' ? undefined : words.needsBoth
  const options = (sites: readonly (keyof typeof shared.sites)[]) =>
    sites.map(site => ({ value: site, label: shared.sites[site] }))
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        <FieldError id={bothId}>
          {form.tried && missing !== undefined && (cuff === '' || sensor === '') ? missing : null}
        </FieldError>
        <Choices
          label={words.cuff}
          value={cuff}
          onChange={setCuff}
          options={options(cuffSites)}
          missing={missing}
          saidAt={bothId}
        />
        <SelectField
          label={words.size}
          value={size}
          onChange={setSize}
          options={[
            { value: '', label: words.sizeUnknown },
            ...cuffSizes.map(value => ({ value, label: shared.cuffSizes[value] })),
          ]}
        />
        <Choices
          label={words.sensor}
          value={sensor}
          onChange={setSensor}
          options={options(sensorSites)}
          missing={missing}
          saidAt={bothId}
        />
        <p className="dim">{cuff !== '' && cuff === sensor ? words.sameArm : words.otherArm}</p>
        {view?.nibp.canStart ? (
          <>
            <SelectField
              label={words.interval}
              value={every}
              onChange={setEvery}
              options={intervals.map(everyMin => ({
                value: intervalText(everyMin),
                label: everyMin === null ? words.byHand : words.every(everyMin),
              }))}
            />
            <p className="dim">{words.rest}</p>
          </>
        ) : (
          <p className="dim">{words.noStart}</p>
        )}
        <FormEnd form={form} label={words.record} onCancel={onClose} />
      </SheetForm>
    </Sheet>
  )
}
