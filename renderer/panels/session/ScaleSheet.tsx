import { acts } from '../../../shared/record/index.ts'
import './scales.css'
import { useId, useState } from 'react'
import { type ScaleId, scaleIds, scales } from '../../../shared/session/scales.ts'
import { words as shared, text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { tell } from '../../window/ui.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { Choices, SelectField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { FieldError, SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.scales

/** Rates sedation, dissociation or recovery on a published scale: every answer in sight, one press each. */
export function ScaleSheet({ roomId, onClose }: SheetRender) {
  const [id, setId] = useState<ScaleId>('moaas')
  const [chosen, setChosen] = useState<readonly (number | null)[]>([])
  const openId = useId()
  const scale = scales[id]
  const said = shared.scales[id]
  const answers = scale.items.map((_, index) => chosen[index] ?? null)
  const total = answers.reduce<number | null>(
    (sum, score) => (sum === null || score === null ? null : sum + score),
    0,
  )
  const form = useForm(async () => {
    const given = answers.filter(score => score !== null)
    await requestOrThrow('recordScale', roomId ?? '', { scale: id, answers: given })
    tell(words.recorded(said.label, total ?? 0))
    onClose()
  }, acts.recordScale.request)
  return (
    <Sheet title={words.title} onClose={onClose}>
      <SheetForm form={form}>
        <SelectField
          label={words.scale}
          value={id}
          onChange={value => {
            setId(value as ScaleId)
            setChosen([])
            form.begin()
          }}
          options={scaleIds.map(value => ({ value, label: shared.scales[value].label }))}
        />
        <FieldError id={openId}>{form.tried && total === null ? words.unanswered : null}</FieldError>
        <div className="scale-items">
          {said.items.map((item, index) => (
            <Choices
              key={`${id} ${item.label}`}
              label={item.label}
              value={answers[index] === null ? '' : String(answers[index])}
              onChange={value => setChosen(answers.with(index, Number(value)))}
              options={(scale.items[index] ?? []).map((score, at) => ({
                value: String(score),
                label: `${score}  ${item.answers[at] ?? ''}`,
              }))}
              missing={words.unanswered}
              saidAt={openId}
            />
          ))}
        </div>
        <p className="dim">{said.source(scale.citation ?? '')}</p>
        {scale.items.length > 1 ? (
          <p role="status">{total === null ? words.open : words.total(total)}</p>
        ) : null}
        <FormEnd form={form} label={words.record} onCancel={onClose} />
      </SheetForm>
    </Sheet>
  )
}
