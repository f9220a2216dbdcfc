import { useState } from 'react'
import type { MadeCode, RecordCareView } from '../../../shared/care-views.ts'
import { ask, useLive } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { withPerson } from '../../window/requests.ts'
import { tell } from '../../window/ui.ts'
import { whoMayProve } from '../people/pin-fields.tsx'
import { KeyPlaceForm } from './KeyPlaceForm.tsx'
import { NewKeys } from './NewKeys.tsx'
import { ProveCode } from './ProveCode.tsx'
import { RecoverySheet } from './RecoverySheet.tsx'

const words = text.recordCare

/** What opens the record, and the recovery sheet. */
export function KeyPart({ care, look }: { readonly care: RecordCareView; readonly look: () => void }) {
  const [made, setMade] = useState<MadeCode | null>(null)
  const recovery = care.keys.find(({ kind }) => kind === 'recovery')
  const hasDirector = useLive(({ snapshot }) => whoMayProve(snapshot, ['director']).length > 0)
  // The first one, before there is anybody to print it with.
  const isFirst = !hasDirector && recovery?.proved !== true
  const makeCode = () =>
    withPerson(async () => {
      setMade(await ask(isFirst ? 'makeFirstRecoveryCode' : 'makeRecoveryCode', {}))
      look()
    })
  return (
    <section>
      <h2>{words.keys}</h2>
      <ul>
        {care.keys.map(({ kind, made: madeAt, proved }) => (
          <li key={kind}>
            {words.keyMade(words.kinds[kind], format().day(new Date(madeAt).getTime()))}
            {kind === 'recovery' ? `, ${proved ? words.proved : words.unproved}` : ''}
          </li>
        ))}
      </ul>
      {care.keyFile === null ? null : <p className="dim">{words.keyFile(care.keyFile)}</p>}
      <p className="dim">{words.fingerprint(care.fingerprint)}</p>
      {recovery ? null : <p className="warning">{words.noCode}</p>}
      {made ? (
        <RecoverySheet {...made} onClose={() => setMade(null)} />
      ) : (
        <>
          <button type="button" onClick={makeCode}>
            {words.makeCode}
          </button>
          <p className="dim">{words.makeCodeHint}</p>
        </>
      )}
      {recovery && !recovery.proved ? (
        <ProveCode
          onProved={() => {
            tell(words.provedNow)
            look()
          }}
        />
      ) : null}
      {recovery?.proved ? (
        <details>
          <summary>{words.keyPlace.change}</summary>
          <KeyPlaceForm
            onKept={() => {
              tell(words.keyPlace.kept)
              look()
            }}
          />
        </details>
      ) : null}
      {recovery?.proved ? (
        <NewKeys
          onMade={sheet => {
            setMade(sheet)
            tell(words.newKeys.made)
            look()
          }}
        />
      ) : null}
    </section>
  )
}
