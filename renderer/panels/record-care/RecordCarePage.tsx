import './record-care.css'
import { useCallback, useEffect, useState } from 'react'
import type { RecordCareView } from '../../../shared/care-views.ts'
import { recordCareRequests } from '../../../shared/ipc/record-care.ts'
import { ask } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { useLocked } from '../../window/lock.ts'
import { asPerson } from '../../window/requests.ts'
import { openPage, tell } from '../../window/ui.ts'
import { OtherRooms } from '../alarms/OtherRooms.tsx'
import { FormError, TextField } from '../fields/fields.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { WindowControls } from '../room/Header.tsx'
import { BackupTable } from './BackupTable.tsx'
import { KeyPart } from './KeyPart.tsx'
import { RetentionPart } from './RetentionPart.tsx'
import { sayRestored } from './restored.ts'
import { SealingPart } from './SealingPart.tsx'

const words = text.recordCare

/** Where the record's copies lie, how old the newest is, and what opens the record. */
export function RecordCarePage() {
  const locked = useLocked()
  const { care, error, look } = useCare()
  return (
    <main className="record-care">
      <header className="start-head">
        <h1>{words.title}</h1>
        <button type="button" onClick={() => openPage({ name: 'start' })}>
          {words.back}
          <kbd>g</kbd>
        </button>
        <WindowControls />
      </header>
      <OtherRooms shownId={null} />
      {error === null ? null : (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      {locked ? <p className="dim">{text.common.hidden}</p> : null}
      {!locked && care ? (
        <>
          {care.restored ? <p className="warning">{sayRestored(care.restored)}</p> : null}
          {care.plainReports.count > 0 ? (
            <p className="warning">{words.plainReports(care.plainReports.count, care.plainReports.folder)}</p>
          ) : null}
          <LastBackup care={care} look={look} />
          <BackupTable backups={care.backups} />
          <SecondPlace key={care.place ?? ''} care={care} look={look} />
          <SealingPart key={care.sealing.afterDays} sealing={care.sealing} look={look} />
          <RetentionPart key={String(care.retention.years)} retention={care.retention} look={look} />
          <KeyPart care={care} look={look} />
        </>
      ) : null}
      {!locked && !care && error === null ? <p className="dim">{words.loading}</p> : null}
    </main>
  )
}

function useCare() {
  const [care, setCare] = useState<RecordCareView | null>(null)
  const [error, setError] = useState<string | null>(null)
  const look = useCallback(() => {
    ask('recordCare', {}).then(
      found => {
        setCare(found)
        setError(null)
      },
      (problem: unknown) => setError(problem instanceof Error ? problem.message : String(problem)),
    )
  }, [])
  useEffect(look, [look])
  return { care, error, look }
}

interface PartProps {
  readonly care: RecordCareView
  /** Something was changed: look again. */
  readonly look: () => void
}

function LastBackup({ care, look }: PartProps) {
  const form = useForm(() =>
    asPerson(async () => {
      try {
        tell(words.made((await ask('backUpNow', {})).name))
      } finally {
        look()
      }
    }),
  )
  return (
    <section>
      <p role="status">
        {care.lastWallMs === null ? words.never : words.last(format().dayMinute(care.lastWallMs))}
      </p>
      {care.overdue ? (
        <p className="error" role="alert">
          {words.overdue}
        </p>
      ) : null}
      <FormError>{form.error}</FormError>
      <button type="button" className="primary" aria-disabled={form.busy} onClick={form.submit}>
        {words.now}
      </button>
      <p className="dim">
        {words.folder}: <code>{care.folder}</code>
      </p>
    </section>
  )
}

function SecondPlace({ care, look }: PartProps) {
  const [place, setPlace] = useState(care.place ?? '')
  const form = useForm(
    () =>
      asPerson(async () => {
        await ask('setBackupPlace', { place })
        look()
      }),
    recordCareRequests.setBackupPlace.payload,
  )
  return (
    <section>
      <h2>{words.place}</h2>
      <p className={isPlaceUsed(care) ? 'dim' : 'warning'}>{describePlace(care)}</p>
      <SheetForm form={form} className="field-row">
        <TextField
          label={words.placeField}
          value={place}
          onChange={setPlace}
          hint={words.placeHint}
          name="place"
        />
        <FormError>{form.error}</FormError>
        <button type="submit" aria-disabled={form.busy}>
          {words.placeSet}
        </button>
      </SheetForm>
    </section>
  )
}

const isPlaceUsed = ({ place, placeIsThere, placeProblem }: RecordCareView): boolean =>
  place !== null && placeIsThere && placeProblem === null

function describePlace({ place, placeIsThere, placeProblem, placeLastWallMs }: RecordCareView): string {
  if (place === null) return words.noPlace
  if (placeProblem !== null) return placeProblem
  if (!placeIsThere) return words.placeGone
  return placeLastWallMs === null ? words.placeNone : words.placeLast(format().dayMinute(placeLastWallMs))
}
