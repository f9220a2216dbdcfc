import { useEffect, useState } from 'react'
import { alarmIds } from '../../../shared/alarm/ids.ts'
import type { FoundSessions, SessionQuery } from '../../../shared/care-views.ts'
import type { SessionSummary } from '../../../shared/views.ts'
import { ask, useLive } from '../../live/store.ts'
import { format, sayKept, words as shared, text } from '../../text/text.ts'
import { openPage } from '../../window/ui.ts'
import { SelectField, TextField } from '../fields/fields.tsx'
import { dayRange } from './day-range.ts'

const words = text.common.search

/** Typing goes on meanwhile: an answer to less than what stands there is of no use. */
const AFTER_TYPING_MS = 200

interface Asked {
  readonly text: string
  readonly from: string
  readonly to: string
  readonly roomId: string
  readonly presetId: string
  readonly stage: string
  readonly alarm: string
}
const nothing: Asked = { text: '', from: '', to: '', roomId: '', presetId: '', stage: '', alarm: '' }

/** Every recorded session, to be found: those that are open or still to be signed come first. */
export function SessionSearch({ onOpen = () => {} }: { readonly onOpen?: () => void }) {
  const [asked, setAsked] = useState(nothing)
  const { found, error, more } = useFound(asked)
  const set = (field: keyof Asked) => (value: string) => setAsked(before => ({ ...before, [field]: value }))
  return (
    <search className="find-sessions">
      <div className="field-row">
        <TextField label={words.text} value={asked.text} onChange={set('text')} hint={words.textHint} />
        <TextField label={words.from} type="date" value={asked.from} onChange={set('from')} />
        <TextField label={words.to} type="date" value={asked.to} onChange={set('to')} />
      </div>
      <Choices asked={asked} set={set} />
      <p className="dim" role="status">
        {error ?? (found ? words.count(found.sessions.length, found.total) : words.looking)}
      </p>
      <ul className="recent" aria-label={asked === nothing ? text.common.start.recent : words.found}>
        {found?.sessions.map(session => (
          <FoundSession key={session.id} session={session} onOpen={onOpen} />
        ))}
      </ul>
      {found && found.sessions.length < found.total ? (
        <button type="button" onClick={more}>
          {words.more}
        </button>
      ) : null}
    </search>
  )
}

function Choices({
  asked,
  set,
}: {
  readonly asked: Asked
  readonly set: (field: keyof Asked) => (value: string) => void
}) {
  const snapshot = useLive(state => state.snapshot)
  const any = { value: '', label: words.any }
  const presets = new Map((snapshot?.presets ?? []).map(({ preset }) => [preset.id, preset.label]))
  return (
    <div className="field-row">
      <SelectField
        label={words.stage}
        value={asked.stage}
        onChange={set('stage')}
        options={[
          any,
          ...(['open', 'unsigned', 'signed'] as const).map(value => ({ value, label: words.stages[value] })),
        ]}
      />
      <SelectField
        label={words.room}
        value={asked.roomId}
        onChange={set('roomId')}
        options={[any, ...(snapshot?.rooms ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <SelectField
        label={words.preset}
        value={asked.presetId}
        onChange={set('presetId')}
        options={[any, ...[...presets].map(([value, label]) => ({ value, label: sayKept(label) }))]}
      />
      <SelectField
        label={words.alarm}
        value={asked.alarm}
        onChange={set('alarm')}
        options={[
          any,
          { value: 'high', label: words.anyHigh },
          ...alarmIds.map(value => ({ value, label: shared.alarms[value] })),
        ]}
      />
    </div>
  )
}

/** What fits, with all that was asked for by "more"; asked again when the installation's sessions change. */
function useFound(asked: Asked) {
  const recent = useLive(state => state.snapshot?.recentSessions)
  const [found, setFound] = useState<FoundSessions | null>(null)
  const [error, setError] = useState<string | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list of recent sessions means that some session has changed
  useEffect(() => {
    let isGone = false
    const timer = setTimeout(() => {
      ask('findSessions', toQuery(asked)).then(
        answer => {
          if (isGone) return
          setFound(answer)
          setError(null)
        },
        (problem: unknown) => {
          if (!isGone) setError(problem instanceof Error ? problem.message : String(problem))
        },
      )
    }, AFTER_TYPING_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [asked, recent])

  function more(): void {
    if (!found) return
    ask('findSessions', { ...toQuery(asked), skip: found.sessions.length }).then(
      ({ sessions, total }) => setFound({ sessions: [...found.sessions, ...sessions], total }),
      (problem: unknown) => setError(problem instanceof Error ? problem.message : String(problem)),
    )
  }
  return { found, error, more }
}

function toQuery({ text: typed, from, to, roomId, presetId, stage, alarm }: Asked) {
  return {
    ...(typed.trim() === '' ? {} : { text: typed.trim().slice(0, 200) }),
    ...dayRange(from, to),
    ...(roomId === '' ? {} : { roomId }),
    ...(presetId === '' ? {} : { presetId }),
    ...(stage === '' ? {} : { stage: stage as NonNullable<SessionQuery['stage']> }),
    ...(alarm === '' ? {} : { alarm: alarm as (typeof alarmIds)[number] | 'high' }),
  }
}

function FoundSession({
  session,
  onOpen,
}: {
  readonly session: SessionSummary & { readonly signed: boolean }
  readonly onOpen: () => void
}) {
  const isDone = session.signed || session.simulated || session.imported
  const state = !session.closedAt ? words.open : session.signed ? words.signed : isDone ? '' : words.unsigned
  const parts = [
    format().dayMinute(session.openedAt.wallMs),
    `${session.initials} ${session.birthYear}`,
    sayKept(session.presetLabel),
    session.closedAt ? text.room.phases.closed : '',
    state,
    session.simulated ? text.common.start.simulatedMark : '',
    session.imported ? `${session.roomName}, ${text.common.start.imported}` : '',
    session.highAlarms > 0 ? text.common.start.highAlarms(session.highAlarms) : '',
  ]
  return (
    <li data-stage={state === words.open ? 'open' : state === words.unsigned ? 'unsigned' : undefined}>
      <button
        type="button"
        className="quiet"
        onClick={() => {
          openPage({ name: 'review', sessionId: session.id })
          onOpen()
        }}
      >
        {parts.filter(part => part !== '').join(' · ')}
      </button>
    </li>
  )
}
