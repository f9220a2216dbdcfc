import { acts } from '../../../shared/record/index.ts'
import './checklist.css'
import { useState } from 'react'
import { adviceOf } from '../../../shared/clinic-set/texts.ts'
import type { Check, OwnCheckId } from '../../../shared/session/checklist.ts'
import { type RiskAnswer, riskAnswers } from '../../../shared/session/suicide-risk.ts'
import { sayEvidence } from '../../../shared/words/evidence.ts'
import { isOwnCheck, nameCheck } from '../../../shared/words/names.ts'
import { refusal, wordRefusal } from '../../../shared/words/refusal.ts'
import { useLive } from '../../live/store.ts'
import { words as shared, text } from '../../text/text.ts'
import { requestOrThrow } from '../../window/requests.ts'
import { openSheet } from '../../window/ui.ts'
import { Choices, FormError, TextField } from '../fields/fields.tsx'
import { Sheet, type SheetRender } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.sheets.checklist

/** What stands between the patient and the door, each with its evidence, judged again with every reading. */
export function ChecklistSheet({ roomId, onClose }: SheetRender) {
  const checks = useLive(state => (roomId ? state.rooms[roomId]?.view.discharge : null)) ?? []
  const open = checks.filter(check => !check.passed && !check.override)
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p role="status">{open.length === 0 ? words.ready : words.left(open.length)}</p>
      <ul className="checklist">
        {checks.map(check => (
          <CheckRow key={check.id} check={check} roomId={roomId ?? ''} />
        ))}
      </ul>
      <div className="sheet-actions">
        <button type="button" onClick={() => openSheet('scales')}>
          {text.room.actions.scales}
        </button>
        <button type="button" onClick={() => openSheet('close')}>
          {text.room.actions.close}
        </button>
        <button type="button" onClick={onClose}>
          {text.common.close}
        </button>
      </div>
    </Sheet>
  )
}

function CheckRow({ check, roomId }: { readonly check: Check; readonly roomId: string }) {
  const { id, passed, override, evidence } = check
  const state = passed ? 'passed' : override ? 'overridden' : 'open'
  return (
    <li data-state={state}>
      <p>
        <span aria-hidden="true">{words.shapes[state]} </span>
        <b>
          {id} {nameCheck(check, shared)}
        </b>{' '}
        <span className="visually-hidden">{words.states[state]}</span>
        <span className="dim">{sayEvidence(evidence, shared)}</span>
      </p>
      {override ? <p className="dim">{words.overriddenBy(override.by, override.reason)}</p> : null}
      {id === 'D9' && !passed ? <Escort roomId={roomId} /> : null}
      {id === 'D10' ? <Risk roomId={roomId} given={check.answer} /> : null}
      {isOwnCheck(check.id) ? <Own roomId={roomId} id={check.id} asked={nameCheck(check, shared)} /> : null}
      {state === 'open' ? <Overriding check={check} roomId={roomId} /> : null}
    </li>
  )
}

/** What the clinic asks: yes or no, and again as long as the session is open. */
function Own({
  roomId,
  id,
  asked,
}: {
  readonly roomId: string
  readonly id: OwnCheckId
  readonly asked: string
}) {
  const yes = useForm(() => requestOrThrow('answerCriterion', roomId, { criterion: id, met: true }))
  const no = useForm(() => requestOrThrow('answerCriterion', roomId, { criterion: id, met: false }))
  return (
    // biome-ignore lint/a11y/useSemanticElements: the question stands above, as that of every item
    <div className="choices" role="group" aria-label={asked}>
      <button type="button" onClick={() => yes.submit()} aria-disabled={yes.busy}>
        {text.sheets.rems.yes}
      </button>
      <button type="button" onClick={() => no.submit()} aria-disabled={no.busy}>
        {text.sheets.rems.no}
      </button>
      <FormError>{yes.error ?? no.error}</FormError>
    </div>
  )
}

function Escort({ roomId }: { readonly roomId: string }) {
  const [name, setName] = useState('')
  const written = useLive(state => adviceOf(state.rooms[roomId]?.view.session?.clinicSet, shared))
  const escort = useForm(
    () => requestOrThrow('confirmCheck', roomId, { item: 'escort', text: name }),
    acts.confirmCheck.request,
  )
  const advice = useForm(() => requestOrThrow('confirmCheck', roomId, { item: 'advice' }))
  return (
    <SheetForm form={escort} className="">
      <TextField
        label={shared.confirmations.escort}
        value={name}
        onChange={setName}
        name="text"
        required
        missing={wordRefusal(refusal('escortWithoutName'), shared)}
      />
      <FormError>{escort.error ?? advice.error}</FormError>
      <button type="submit" aria-disabled={escort.busy}>
        {words.nameEscort}
      </button>
      <button type="button" onClick={() => advice.submit()} aria-disabled={advice.busy}>
        {written}
      </button>
    </SheetForm>
  )
}

/** Asked, and answered: one of three, never taken for granted. It may be answered again as long as the session is open. */
function Risk({ roomId, given }: { readonly roomId: string; readonly given: RiskAnswer | undefined }) {
  const [answer, setAnswer] = useState<RiskAnswer | undefined>(given)
  const [said, setSaid] = useState('')
  const form = useForm(async () => {
    if (answer === undefined) throw new Error(words.riskUnanswered)
    const more = said.trim() === '' ? {} : { text: said.trim() }
    await requestOrThrow('confirmCheck', roomId, { item: 'suicideRisk', answer, ...more })
    setSaid('')
  }, acts.confirmCheck.request)
  return (
    <SheetForm form={form} className="">
      <Choices
        label={words.risk}
        value={answer ?? ''}
        onChange={value => setAnswer(riskAnswers.find(known => known === value))}
        options={riskAnswers.map(value => ({ value, label: shared.risk[value] }))}
        missing={words.riskUnanswered}
      />
      <TextField
        label={answer === 'present' ? words.riskFound : words.riskWords}
        name="text"
        value={said}
        onChange={setSaid}
        required={answer === 'present'}
        missing={wordRefusal(refusal('riskWithoutWords'), shared)}
      />
      {answer === 'present' ? <p className="dim">{words.riskNote}</p> : null}
      <FormError>{form.error}</FormError>
      <button type="submit" aria-disabled={form.busy}>
        {words.recordRisk}
      </button>
    </SheetForm>
  )
}

/** The prescriber's word, where an item cannot pass. */
function Overriding({ check, roomId }: { readonly check: Check; readonly roomId: string }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const form = useForm(
    () => requestOrThrow('overrideCheck', roomId, { check: check.id, reason }),
    acts.overrideCheck.request,
  )
  if (!open)
    return (
      <button type="button" aria-label={words.overrideOf(check.id)} onClick={() => setOpen(true)}>
        {words.override}
      </button>
    )
  return (
    <SheetForm form={form} className="">
      <TextField label={text.sheets.fields.reason} value={reason} onChange={setReason} name="reason" />
      <FormError>{form.error}</FormError>
      <button type="submit" aria-disabled={form.busy}>
        {words.overrideNow}
      </button>
    </SheetForm>
  )
}
