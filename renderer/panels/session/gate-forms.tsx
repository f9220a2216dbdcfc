import { useState } from 'react'
import type { Authored } from '../../../shared/alarm/types.ts'
import { omitUndefined } from '../../../shared/omit-undefined.ts'
import { acts } from '../../../shared/record/index.ts'
import { isArrangement, type PreDoseId, preDoseItems } from '../../../shared/session/pre-dose.ts'
import type { Session } from '../../../shared/session/types.ts'
import { words as shared, text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { tell } from '../../window/ui.ts'
import { Choices, FormError, readNumber, readText, TextField } from '../fields/fields.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { useSecondSignature } from '../people/SecondSignature.tsx'

const words = text.sheets.gate
const fields = text.sheets.fields

interface IdentityProps {
  readonly roomId: string
  readonly identity: Authored | undefined
}

/** Typed from what the patient says, never prefilled: only so does a match say anything. */
export function IdentityForm({ roomId, identity }: IdentityProps) {
  const [recordId, setRecordId] = useState('')
  const [birthYear, setBirthYear] = useState('')
  const form = useForm(async () => {
    const year = readNumber(fields.birthYear, birthYear)
    await requestOrThrow('confirmIdentity', roomId, { recordId, birthYear: year ?? 0 })
  }, acts.confirmIdentity.request)
  if (identity) return <p>{words.compared(identity.by)}</p>
  return (
    <SheetForm form={form}>
      <fieldset>
        <legend>{words.identity}</legend>
        <p className="dim">{words.identityHint}</p>
        <div className="field-row">
          <TextField label={fields.recordId} value={recordId} onChange={setRecordId} name="recordId" />
          <NumberField
            label={fields.birthYear}
            unit={null}
            value={birthYear}
            onChange={setBirthYear}
            name="birthYear"
          />
        </div>
        <FormError>{form.error}</FormError>
        <button type="submit" aria-disabled={form.busy}>
          {words.compare}
        </button>
      </fieldset>
    </SheetForm>
  )
}

type Answers = Readonly<Partial<Record<PreDoseId, 'clear' | 'present'>>>

/** No item is answered beforehand. */
export function CheckForm({ roomId, session }: { readonly roomId: string; readonly session: Session }) {
  const items = preDoseItems(session.preset)
  const [answers, setAnswers] = useState<Answers>(() => known(session))
  const [against, setAgainst] = useState('')
  const form = useForm(async () => {
    const said = (answer: 'clear' | 'present') => items.filter(item => answers[item] === answer)
    await requestOrThrow('recordPreDose', roomId, {
      clear: said('clear'),
      present: said('present'),
      ...omitUndefined({ text: readText(against) }),
    })
    tell(words.recorded)
  }, acts.recordPreDose.request)
  return (
    <SheetForm form={form}>
      <fieldset>
        <legend>{words.checklist}</legend>
        {items.map(item => (
          <Choices
            key={item}
            label={questionOf(item)}
            value={answers[item] ?? ''}
            onChange={value =>
              setAnswers(before => ({ ...before, [item]: value === 'present' ? 'present' : 'clear' }))
            }
            options={[
              { value: 'clear', label: isArrangement(item) ? words.answers.present : words.answers.clear },
              { value: 'present', label: isArrangement(item) ? words.answers.clear : words.answers.present },
            ]}
          />
        ))}
        {Object.values(answers).includes('present') ? (
          <TextField label={words.against} value={against} onChange={setAgainst} name="text" required />
        ) : null}
        <FormError>{form.error}</FormError>
        <button type="submit" aria-disabled={form.busy}>
          {words.record}
        </button>
      </fieldset>
    </SheetForm>
  )
}

function questionOf(item: PreDoseId): string {
  return item === 'rems' || item === 'escort' ? words.arrangements[item] : shared.preDose[item]
}

function known({ preDose = [] }: Session): Answers {
  return Object.fromEntries(preDose.map(({ item, clear }) => [item, clear ? 'clear' : 'present']))
}

interface OverrideProps {
  readonly roomId: string
  readonly needsSecond: boolean
}

/** The prescriber's words, and a second person's PIN where the pressure is very high. */
export function OverrideForm({ roomId, needsSecond }: OverrideProps) {
  const [reason, setReason] = useState('')
  const second = useSecondSignature('overrideGate')
  const form = useForm(
    async () => requestOrThrow('overrideGate', roomId, { reason }, needsSecond ? await second.prove() : {}),
    acts.overrideGate.request,
  )
  return (
    <SheetForm form={form}>
      <fieldset>
        <legend>{words.prescriber}</legend>
        <TextField label={words.reason} value={reason} onChange={setReason} name="reason" />
        {needsSecond ? second.fields : null}
        <FormError>{form.error}</FormError>
        <button type="submit" aria-disabled={form.busy}>
          {words.override}
        </button>
      </fieldset>
    </SheetForm>
  )
}
