import { useMemo, useState } from 'react'
import { readEpisodes } from '../../../shared/report/episodes.ts'
import { withDoubt } from '../../../shared/report/own-alarms.ts'
import { withWorst } from '../../../shared/report/worst.ts'
import type { SessionReview } from '../../../shared/review/review.ts'
import { makeTrend, type TrendSource, type TrendStep, trendSteps } from '../../../shared/review/trend.ts'
import type { Line } from '../../../shared/session/line.ts'
import { minuteVitals } from '../../../shared/vitals.ts'
import { listDrawn } from '../../chart/Drawing.tsx'
import { lineOf } from '../../chart/window.ts'
import type { SessionBuffers } from '../../live/buffers.ts'
import { text } from '../../text/text.ts'
import { HistoryPanel } from '../alarms/HistoryPanel.tsx'
import { bufferedValues } from '../alarms/values.ts'
import { SelectField } from '../fields/fields.tsx'
import { Views } from '../fields/Views.tsx'
import type { Look } from './look.ts'
import { listStatistics, measuredOf } from './summary.ts'
import { AuditTable, CourseTable, StatisticsTable, TrendTable } from './tables.tsx'

const words = text.review

interface ReviewTabsProps {
  readonly review: SessionReview
  readonly buffers: SessionBuffers
  readonly look: Look
  /** Somebody wants to see this moment in the chart; ms from zero. */
  readonly onMoment: (atMs: number) => void
}

/** What is said of a session besides its chart. */
export function ReviewTabs({ review, buffers, look, onMoment }: ReviewTabsProps) {
  const { session } = review
  const line = useMemo(() => lineOf(session), [session])
  const sources = useMemo(
    () => ({
      streams: minuteVitals(vital => listDrawn(buffers).includes(vital)).map(vital => ({
        vital,
        measured: measuredOf(buffers, vital, line),
      })),
      nibp: buffers.nibp,
    }),
    [buffers, line],
  )
  const statistics = useMemo(
    () => listStatistics(sources, line, look.fromMs, look.toMs),
    [sources, line, look.fromMs, look.toMs],
  )
  return (
    <Views
      label={words.views}
      names={words.tabs}
      views={{
        statistics: <StatisticsTable rows={statistics} />,
        trend: <Trend review={review} sources={sources} line={line} onMoment={onMoment} />,
        alarms: <Alarms review={review} buffers={buffers} />,
        audit: (
          <AuditTable preset={session.preset} log={review.history.log} line={line} onMoment={onMoment} />
        ),
        sessions: <CourseTable courses={review.courses} sessionId={review.session.id} />,
      }}
    />
  )
}

interface TrendProps {
  readonly review: SessionReview
  readonly sources: TrendSource
  readonly line: Line
  readonly onMoment: (atMs: number) => void
}

function Trend({ review, sources, line, onMoment }: TrendProps) {
  const [step, setStep] = useState<TrendStep>(5)
  const { session, endMs } = review
  const rows = useMemo(() => {
    const [fromMs, toMs] = [line.at(session.opened.at.monoMs), line.at(endMs)]
    return makeTrend(sources, { line, fromMs, toMs }, step)
  }, [sources, line, session, endMs, step])
  return (
    <>
      <SelectField
        label={words.step}
        value={String(step)}
        onChange={value => setStep(trendSteps.find(known => String(known) === value) ?? 5)}
        options={trendSteps.map(minutes => ({ value: String(minutes), label: words.steps(minutes) }))}
      />
      <TrendTable rows={rows} vitals={sources.streams.map(({ vital }) => vital)} onMoment={onMoment} />
    </>
  )
}

function Alarms({ review, buffers }: Pick<ReviewTabsProps, 'review' | 'buffers'>) {
  const { session, limits, history, endMs } = review
  const { episodes, bySeq } = useMemo(() => {
    const valuesWithin = bufferedValues(buffers)
    return {
      episodes: readEpisodes(history.log, limits, session.gaps).map(episode =>
        withWorst(withDoubt(episode, session), valuesWithin, limits, session.baseline),
      ),
      bySeq: new Map(history.log.map(entry => [entry.seq, entry])),
    }
  }, [history, limits, session, buffers])
  const setting = { limits, zero: session.t0 ?? session.opened.at, gaps: session.gaps, nowMs: endMs }
  return <HistoryPanel episodes={episodes} log={bySeq} setting={setting} />
}
