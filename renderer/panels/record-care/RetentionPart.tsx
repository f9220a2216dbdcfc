import { useEffect, useState } from 'react'
import type { DueDeletion, RecordCareView } from '../../../shared/care-views.ts'
import { recordCareRequests } from '../../../shared/ipc/record-care.ts'
import { ask } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { useIsKeeper } from '../../window/keeper.ts'
import { openPage, tell } from '../../window/ui.ts'
import { sayDue } from './due.ts'
import { NumberSetting } from './NumberSetting.tsx'

const words = text.recordCare.retention

interface RetentionPartProps {
  readonly retention: RecordCareView['retention']
  /** Something was changed: look again. */
  readonly look: () => void
}

/** For how long sessions are kept, and which of them may be deleted. */
export function RetentionPart({ retention, look }: RetentionPartProps) {
  const { years, due } = retention
  const isKeeper = useIsKeeper()
  return (
    <section>
      <h2>{words.title}</h2>
      <p>{years === null ? words.forEver : words.years(years)}</p>
      <p className="dim">{words.note}</p>
      <NumberSetting
        words={words}
        value={years}
        request={recordCareRequests.setKeepYears.payload}
        name="years"
        onSet={wanted => ask('setKeepYears', { years: wanted })}
        look={look}
      />
      {due > 0 ? <p className="warning">{sayDue(retention)}</p> : null}
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
