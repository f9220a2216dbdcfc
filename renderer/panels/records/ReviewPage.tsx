import './review.css'
import { useEffect, useState } from 'react'
import type { SessionReview } from '../../../shared/review/review.ts'
import type { Session } from '../../../shared/session/types.ts'
import { openQuestion, unconfirmedSinceMs } from '../../../shared/session/unconfirmed.ts'
import { lineOf } from '../../chart/window.ts'
import { fillBuffers, type SessionBuffers } from '../../live/buffers.ts'
import { ask } from '../../live/store.ts'
import { format, text } from '../../text/text.ts'
import { useIsKeeper } from '../../window/keeper.ts'
import { openPage, openReport, openSheet } from '../../window/ui.ts'
import { OtherRooms } from '../alarms/OtherRooms.tsx'
import { WindowControls } from '../room/Header.tsx'
import { PresetLabel } from '../room/PresetLabel.tsx'
import { boundsOf, lookAtAll } from './look.ts'
import { ReviewChart } from './ReviewChart.tsx'
import { ReviewTabs } from './ReviewTabs.tsx'

const words = text.review

interface Loaded {
  readonly review: SessionReview
  readonly buffers: SessionBuffers
}

/** A recorded session: its whole chart, its figures, its alarms, its record, and the patient's earlier sessions. */
export function ReviewPage({ sessionId }: { readonly sessionId: string }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    let isGone = false
    setLoaded(null)
    setError(null)
    ask('reviewSession', { sessionId })
      .then(review => {
        if (!isGone) setLoaded({ review, buffers: fillBuffers(review.history, []) })
      })
      .catch((problem: unknown) => {
        if (!isGone) setError(problem instanceof Error ? problem.message : String(problem))
      })
    return () => {
      isGone = true
    }
  }, [sessionId])
  return (
    <main className="review">
      <div>
        <ReviewHead sessionId={sessionId} review={loaded?.review ?? null} />
        <OtherRooms shownId={null} />
      </div>
      {error ? (
        <p className="error" role="alert">
          {error}
        </p>
      ) : loaded ? (
        <ReviewBody key={sessionId} {...loaded} />
      ) : (
        <p className="dim">{words.loading}</p>
      )}
    </main>
  )
}

/** Whose the last values are is not known, or they are another patient's (AR-23). */
function describeUnconfirmed(session: Session): string | null {
  if (openQuestion(session)) return text.patient.badge
  return unconfirmedSinceMs(session) === null ? null : text.patient.otherBadge
}

function ReviewHead({ sessionId, review }: { sessionId: string; review: SessionReview | null }) {
  const session = review?.session
  const isKeeper = useIsKeeper()
  const unconfirmed = session ? describeUnconfirmed(session) : null
  return (
    <header className="room-head">
      <button type="button" className="to-rooms" onClick={() => openPage({ name: 'start' })}>
        {words.back}
        <kbd>g</kbd>
      </button>
      {session ? (
        <>
          <h1>
            {session.patient.initials} {session.patient.birthYear}
            <PresetLabel preset={session.preset} />
          </h1>
          <span>
            {format().day(session.opened.at.wallMs)} · {session.room}
            {session.closed ? '' : ` · ${words.open}`}
          </span>
          {session.simulated ? <span className="badge">{text.room.simulated}</span> : null}
          {session.replayed ? <span className="badge">{text.room.replay}</span> : null}
          {unconfirmed === null ? null : <span className="badge">{unconfirmed}</span>}
          {/* Who imported it, when and from what stands in its record. */}
          {review.imported ? <span className="badge plain">{words.imported}</span> : null}
        </>
      ) : null}
      <button type="button" className="review-report" onClick={() => openSheet('sign')}>
        {words.sign}
        <kbd>q</kbd>
      </button>
      <button type="button" onClick={() => openReport(sessionId)}>
        {words.report}
        <kbd>e</kbd>
      </button>
      <button type="button" onClick={() => openSheet('findSession')}>
        {words.find}
      </button>
      {isKeeper && session?.closed ? (
        <button type="button" onClick={() => openSheet('deleteSession')}>
          {text.recordCare.deletion.open}
        </button>
      ) : null}
      <WindowControls />
    </header>
  )
}

function ReviewBody({ review, buffers }: Loaded) {
  const { session, endMs } = review
  const line = lineOf(session)
  const bounds = boundsOf(line.at(session.opened.at.monoMs), line.at(endMs))
  const [look, setLook] = useState(() => lookAtAll(bounds, session.t0 ? 0 : undefined))
  return (
    <>
      <ReviewChart review={review} buffers={buffers} bounds={bounds} look={look} onLook={setLook} />
      <ReviewTabs
        review={review}
        buffers={buffers}
        look={look}
        onMoment={cursorMs => setLook(before => ({ ...before, cursorMs }))}
      />
    </>
  )
}
