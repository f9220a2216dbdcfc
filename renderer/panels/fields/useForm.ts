import { type FormEvent, useState } from 'react'

export interface Form {
  /** What went wrong, in one sentence. */
  readonly error: string | null
  readonly busy: boolean
  readonly submit: (event?: FormEvent) => void
}

/** A form's way: sends, shows the refusal beside the fields, or is done. */
export function useForm(send: () => Promise<void>): Form {
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  return {
    error,
    busy,
    submit(event) {
      event?.preventDefault()
      if (busy) return
      setBusy(true)
      setError(null)
      send()
        .catch((reason: unknown) => setError(reason instanceof Error ? reason.message : String(reason)))
        .finally(() => setBusy(false))
    },
  }
}
