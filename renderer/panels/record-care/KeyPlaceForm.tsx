import { useEffect, useState } from 'react'
import type { KeyPlace } from '../../../shared/care-views.ts'
import { recordCareRequests } from '../../../shared/ipc/record-care.ts'
import { ask } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { Choices, FormError, TextField } from '../fields/fields.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.recordCare.keyPlace

type Where = 'login' | 'elsewhere' | 'asked' | 'beside'

/** Where the key lies that opens the record at each start: only what is there on this computer can be chosen. */
export function KeyPlaceForm({ onKept }: { readonly onKept: () => void }) {
  const [hasLogin, setHasLogin] = useState<boolean | null>(null)
  const [chosen, setChosen] = useState<Where | null>(null)
  const [folder, setFolder] = useState('')
  useEffect(() => {
    ask('askKeyStore', {}).then(
      ({ answers }) => setHasLogin(answers),
      () => setHasLogin(false),
    )
  }, [])
  const where = chosen ?? (hasLogin ? 'login' : 'elsewhere')
  const form = useForm(async () => {
    await ask('keepKey', { place: toPlace(where, folder) })
    onKept()
  }, recordCareRequests.keepKey.payload)
  if (hasLogin === null) return <p className="dim">{words.looking}</p>
  return (
    <SheetForm form={form} className="key-place" label={words.title}>
      {hasLogin ? null : <p className="warning">{words.noLogin}</p>}
      <Choices
        label={words.title}
        value={where}
        onChange={value => setChosen(value as Where)}
        options={[
          ...(hasLogin ? [{ value: 'login', label: words.login }] : []),
          { value: 'elsewhere', label: words.elsewhere },
          { value: 'asked', label: words.asked },
          { value: 'beside', label: words.beside },
        ]}
      />
      {where === 'elsewhere' ? (
        <TextField
          label={words.folder}
          name="place.folder"
          value={folder}
          onChange={setFolder}
          hint={words.folderHint}
          required
          missing={text.common.wrong.typeIt(words.folder)}
        />
      ) : null}
      {where === 'asked' ? <p className="warning">{words.askedNote}</p> : null}
      {where === 'beside' ? <p className="warning">{words.besideNote}</p> : null}
      <FormError>{form.error}</FormError>
      <button type="submit" className="primary" aria-disabled={form.busy}>
        {words.keep}
      </button>
    </SheetForm>
  )
}

function toPlace(where: Where, folder: string): KeyPlace {
  return where === 'login' || where === 'asked'
    ? { where }
    : { where: 'file', folder: where === 'elsewhere' ? folder : null }
}
