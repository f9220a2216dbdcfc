import { type FormEvent, type RefObject, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { RefusalCode } from '../../../shared/words/refusal.ts'
import { AskError } from '../../live/store.ts'
import { partOf, type RequestSchema } from './check.ts'

export interface Form {
  /** What went wrong, in one sentence, where no field says it. */
  readonly error: string | null
  /** Which refusal of the catalogue that was; null: none. */
  readonly why: RefusalCode | null
  /** What the core refused for the sake of one field, which says it. */
  readonly refused: { readonly field: string; readonly said: string } | null
  readonly busy: boolean
  /** Somebody wanted to send it as it stands: its fields say what is wrong with them. */
  readonly tried: boolean
  /** What its fields fill. */
  readonly request: RequestSchema | undefined
  /** Where its fields are (`SheetForm`). */
  readonly element: RefObject<HTMLFormElement | null>
  readonly submit: (event?: FormEvent) => void
  /** It is of another person or thing now: nothing of it was tried yet, and nothing refused. */
  readonly begin: () => void
  /** Something else is typed: what was refused is said no more. */
  readonly retract: () => void
}

/** Which field a refusal is about, by its name. */
export type RefusedFields = Partial<Readonly<Record<RefusalCode, string>>>

/**
 * A form's way: looks at its fields by the schema of the request that they fill, sends, shows the refusal below the fields, or
 * is done. The first wrong field gets the focus, and nothing is sent.
 *
 * @param fields a refusal that is about one of the fields is said beside it
 */
export function useForm(
  send: () => Promise<void>,
  request?: RequestSchema,
  fields: RefusedFields = {},
): Form {
  const [wrong, setWrong] = useState<Wrong | null>(null)
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const element = useRef<HTMLFormElement>(null)
  // Known at once, not only when it is drawn: Enter twice in a row sends once.
  const sending = useRef(false)
  const sent = useRef<Sent | null>(null)
  const field = wrong?.why === undefined ? undefined : fields[wrong.why]
  return {
    error: wrong !== null && field === undefined ? wrong.said : null,
    why: wrong?.why ?? null,
    refused: wrong !== null && field !== undefined ? { field, said: wrong.said } : null,
    busy,
    tried,
    request,
    element,
    begin() {
      setTried(false)
      setWrong(null)
    },
    retract() {
      setWrong(null)
    },
    submit(event) {
      event?.preventDefault()
      // One that was not handed over tells itself: what stands in it would else never change.
      const typed = typedIn(element.current ?? formOf(event))
      if (sending.current || isSecondPress(sent.current, typed)) return
      flushSync(() => {
        setTried(true)
        setWrong(null)
      })
      const first = firstWrong(element.current, request)
      if (first) {
        show(first)
        return
      }
      sending.current = true
      setBusy(true)
      send()
        // What stays open begins anew with empty fields.
        .then(() => {
          setTried(false)
          sent.current = { typed, atMs: performance.now() }
        })
        .catch((reason: unknown) => {
          const said = readWrong(reason)
          flushSync(() => setWrong(said))
          if (said.why === undefined || fields[said.why] === undefined) return
          const asked = firstWrong(element.current, request)
          if (asked) show(asked)
        })
        .finally(() => {
          sending.current = false
          setBusy(false)
        })
    },
  }
}

interface Wrong {
  readonly said: string
  readonly why?: RefusalCode
}

function readWrong(reason: unknown): Wrong {
  if (reason instanceof AskError && reason.why !== undefined) return { said: reason.message, why: reason.why }
  return { said: reason instanceof Error ? reason.message : String(reason) }
}

/** What was done, as it stood in the fields, and when by this window's clock. */
interface Sent {
  readonly typed: string
  readonly atMs: number
}

/** As long as the presses of a double click may lie apart. */
const SECOND_PRESS_MS = 500

/** The second of two quick presses, which may come after the answer to the first: what stays open would do it all again. */
function isSecondPress(sent: Sent | null, typed: string): boolean {
  return sent !== null && sent.typed === typed && performance.now() - sent.atMs < SECOND_PRESS_MS
}

/** A press of a button is none of a form. */
function formOf(event: FormEvent | undefined): HTMLFormElement | null {
  return event?.type === 'submit' ? (event.currentTarget as HTMLFormElement) : null
}

function typedIn(form: HTMLFormElement | null): string {
  const fields = [...(form?.elements ?? [])] as HTMLInputElement[]
  return JSON.stringify(fields.map(({ value, checked }) => [value, checked]))
}

/** A field that says so, several options of which one must be chosen, and a tick that must be set, of which the browser knows. */
const WRONG = '[aria-invalid="true"], input[type="checkbox"]:invalid'

/** Of the fields of this request; one without a name belongs to every request of its form. */
function firstWrong(
  form: HTMLFormElement | null,
  request: RequestSchema | undefined,
): HTMLElement | undefined {
  return [...(form?.querySelectorAll<HTMLElement>(WRONG) ?? [])].find(field => {
    const name = field.getAttribute('name') ?? ''
    return name === '' || partOf(request, name) !== undefined
  })
}

function show(field: HTMLElement): void {
  const closed = field.closest<HTMLDetailsElement>('details:not([open])')
  if (closed) closed.open = true
  const first = field.matches('[role="radiogroup"]') ? field.querySelector('input') : field
  first?.focus()
  if (field instanceof HTMLInputElement && field.type === 'checkbox') field.reportValidity()
}
