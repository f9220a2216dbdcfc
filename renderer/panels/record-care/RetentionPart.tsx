import { useEffect, useState } from 'react'
import type { DueDeletion, RecordCareView } from '../../../shared/care-views.ts'
import { keepYears } from '../../../shared/record-times.ts'
import { ask } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { useIsKeeper } from '../../window/keeper.ts'
import { withPerson } from '../../window/requests.ts'
import { openPage, tell } from '../../window/ui.ts'
import { NumberField, readNumber } from '../fields/fields.tsx'

const words = text.recordCare.retention

interface RetentionPartProps {
  readonly retention: RecordCareView['retention']
  /** Something was changed: look again. */
  readonly look: () => void
}

/** For how long sessions are kept, and which of them may be deleted. */
export function RetentionPart({ retention: { years, due }, look }: RetentionPartProps) {
  const [typed, setTyped] = useState(years === null ? '' : String(years))
  const isKeeper = useIsKeeper()
  const { least, most } = keepYears
  const set = () =>
    withPerson(async () => {
      await ask('setKeepYears', { years: readNumber(words.field, typed) ?? null })
      tell(words.done)
      look()
    })
  return (
    <section>
      <h2>{words.title}</h2>
      <p>{years === null ? words.forEver : words.years(years)}</p>
      <p className="dim">{words.note}</p>
      <form
        className="field-row"
        onSubmit={event => {
          event.preventDefault()
          set()
        }}
      >
        <NumberField
          label={words.field}
          value={typed}
          onChange={setTyped}
          min={least}
          max={most}
          hint={words.hint(least, most)}
        />
        <button type="submit">{words.set}</button>
      </form>
      {due > 0 ? <p className="warning">{words.due(due)}</p> : null}
      {due > 0 && isKeeper ? <DueList /> : null}
    </section>
  )
}

/** Whose they were is for those who decide on it. */
function DueList() {
  const [sessions, setSessions] = useState<readonly DueDeletion[]>([])
  useEffect(() => {
    ask('dueForDeletion', {}).then(setSessions, (problem: unknown) =>
      tell(problem instanceof Error ? problem.message : String(problem), true),
    )
  }, [])
  return (
    <ul aria-label={words.dueList}>
      {sessions.map(({ sessionId, initials, birthYear, closedWallMs, dueWallMs }) => (
        <li key={sessionId}>
          <button type="button" className="quiet" onClick={() => openPage({ name: 'review', sessionId })}>
            {words.dueOne(`${initials} ${birthYear}`, format().day(closedWallMs), format().day(dueWallMs))}
          </button>
        </li>
      ))}
    </ul>
  )
}
