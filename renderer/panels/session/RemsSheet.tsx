import './rems.css'
import { useState } from 'react'
import { acts } from '../../../shared/record/index.ts'
import { remsMinutes } from '../../../shared/record/rems.ts'
import {
  needsRems,
  type RemsItem,
  type RemsItemId,
  type RemsValue,
  remsFormOf,
} from '../../../shared/session/rems.ts'
import { remsAnswers, remsOfClinic } from '../../../shared/session/rems-answers.ts'
import type { Session } from '../../../shared/session/types.ts'
import { useLive } from '../../live/store.ts'
import { words as shared, text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { openSheet, tell } from '../../window/ui.ts'
import { Choices, FormError, TextField } from '../fields/fields.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { type Answers, changedAnswers, isAsked, knownAnswers } from './rems-answers.ts'

const words = text.sheets.rems

/** What staff answer of the REMS field sheet; what Vigil measured is added when the report is made. */
export function RemsSheet({ roomId, onClose }: SheetRender) {
  const session = useLive(state => (roomId ? state.rooms[roomId]?.view.session : undefined))
  if (!session || !needsRems(session)) return null
  return (
    <Sheet title={words.title} onClose={onClose}>
      <RemsForm session={session} roomId={roomId ?? ''} onClose={onClose} />
    </Sheet>
  )
}

interface FormProps {
  readonly session: Session
  readonly roomId: string
  readonly onClose: () => void
}

function RemsForm({ session, roomId, onClose }: FormProps) {
  const clinic = useLive(state => state.snapshot?.clinic)
  const { items } = remsFormOf(session)
  const asked = items.filter(isAsked)
  const given = remsAnswers(session)
  const [answers, setAnswers] = useState<Answers>(() => knownAnswers(session))
  const form = useForm(async () => {
    const changed = changedAnswers(asked, knownAnswers(session), answers)
    if (Object.keys(changed).length === 0) throw new Error(words.nothingNew)
    await requestOrThrow('recordRems', roomId, {
      answers: changed as Partial<Record<RemsItemId, RemsValue | null>>,
    })
    tell(words.recorded)
  }, acts.recordRems.request)
  return (
    <SheetForm form={form} className="sheet-form rems">
      <p>{words.note}</p>
      {[...new Set(asked.map(({ group }) => group))].map(group => (
        <fieldset key={group}>
          <legend>{shared.remsForm.groups[group]}</legend>
          {asked
            .filter(item => item.group === group)
            .map(item => (
              <Field
                key={item.id}
                item={item}
                value={answers[item.id] ?? ''}
                preset={(clinic && remsOfClinic(clinic)[item.id]) ?? ''}
                by={given.find(answer => answer.item === item.id)?.by}
                onChange={value => setAnswers(before => ({ ...before, [item.id]: value }))}
              />
            ))}
        </fieldset>
      ))}
      <FormError>{form.error}</FormError>
      <div className="sheet-actions">
        <button type="submit" className="primary" aria-disabled={form.busy}>
          {words.record}
        </button>
        <button type="button" onClick={() => openSheet('clinic')}>
          {text.sheets.clinic.open}
        </button>
        <button type="button" onClick={onClose}>
          {text.common.close}
        </button>
      </div>
    </SheetForm>
  )
}

interface FieldProps {
  readonly item: RemsItem
  readonly value: string
  /** What the clinic's settings say, unless a person answers otherwise. */
  readonly preset: string
  readonly by: string | undefined
  readonly onChange: (value: string) => void
}

function Field({ item, value, preset, by, onChange }: FieldProps) {
  const { kind } = item
  const label = shared.remsForm.items[item.id]
  const name = `answers.${item.id}`
  const hint =
    by === undefined ? (preset === '' ? undefined : words.fromClinic(preset)) : words.answeredBy(by)
  const hinted = hint === undefined ? {} : { hint }
  if (kind === 'minutes')
    return (
      <NumberField
        label={label}
        name={name}
        unit={null}
        value={value}
        onChange={onChange}
        whole
        {...remsMinutes}
        {...hinted}
      />
    )
  if (kind === 'text')
    return <TextField label={label} name={name} value={value} onChange={onChange} {...hinted} />
  return (
    <div>
      <Choices
        label={label}
        value={value}
        onChange={onChange}
        options={[
          { value: 'yes', label: words.yes },
          { value: 'no', label: words.no },
          { value: '', label: words.open },
        ]}
      />
      {hint === undefined ? null : <small className="dim">{hint}</small>}
    </div>
  )
}
