import type { NibpSample, Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import { failedCuff } from '../kit/samples.ts'
import { createStateChange } from '../kit/state-change.ts'

/** What a record says of the cuff. */
export interface CuffRecord {
  readonly isBusy: boolean
  /** The cuff is tight, but measures nothing: held for a blood sample, or calibrating. In these words. */
  readonly held: string | null
  /** The figures are older than 60 s. */
  readonly isOld: boolean
  /** null: the record has none. */
  readonly figures: Figures | null
  /** When they were measured, s since 1970 by the monitor's clock; null: not told. */
  readonly takenAtS: number | null
}

export interface Figures {
  readonly systolic: number
  readonly diastolic: number
  readonly mean: number | null
  readonly pulseRate: number | null
}

/** Tells a new measurement from the one that the monitor repeats in every record. */
export interface Cuff {
  /** @param timeS the record's own time, s since 1970 by the monitor's clock */
  takeState(record: CuffRecord, samples: Sample[]): void
  takeResult(record: CuffRecord, timeS: number, samples: Sample[]): void
}

/** Figures, with what was said of them. */
type Known = CuffRecord & { readonly figures: Figures }

interface Run {
  /** The figures that stood there when it began; null: it began without any, as on monitors that clear them. */
  readonly before: Known | null
  /** It was under way when the line was opened. */
  readonly isJoined: boolean
  /** Have the figures been called old since before it began? */
  readonly wasOld: boolean
  readonly isTold: boolean
  /** It has ended, but the figures may still follow in the next record. */
  readonly isOver: boolean
}

/**
 * While a monitor measures, the old figures stay (nine runs of an S/5): the new ones come up to 2 s before "measuring" ends, and
 * fall out of "older than 60 s" with it. A run in which neither is seen has given nothing. Some monitors are said to
 * clear the figures instead. Outside a run, figures that change are new, whether or not "measuring" was seen.
 */
export function createCuff(): Cuff {
  const tellState = createStateChange('cuffIdle')
  let isFirst = true
  let known: Known | null = null
  let run: Run | null = null

  /** The run under way after this record; of one that was given up by the start of another, the failure is told. */
  function followRun(record: CuffRecord, samples: Sample[]): Run | null {
    if (record.isBusy && (run === null || run.isOver)) {
      if (run !== null && !run.isTold) samples.push(failedCuff(phrase.monitors.noNewReading))
      const isJoined = isFirst
      const before = record.figures === null ? null : (known ?? withFigures(record))
      return { before, isJoined, wasOld: before?.isOld ?? record.isOld, isTold: false, isOver: false }
    }
    return run && { ...run, wasOld: run.wasOld || record.isOld }
  }

  function judgeRun(now: Run, record: CuffRecord, timeS: number, samples: Sample[]): Run | null {
    const found = withFigures(record)
    const isNew = found !== null && isOfRun(now, found)
    if (isNew) samples.push(result(found, timeS))
    const isTold = now.isTold || isNew
    if (record.isBusy) return { ...now, isTold, ...(isNew && { before: found, wasOld: found.isOld }) }
    if (isTold) return null
    if (found === null) {
      samples.push(failedCuff(phrase.monitors.noResult))
      return null
    }
    // Figures that come back as old ones, or were there before we were, say nothing of this run.
    if (now.before === null) return null
    if (now.isJoined) {
      if (!found.isOld) samples.push({ ...result(found, timeS), standing: true })
      return null
    }
    if (!now.isOver) return { ...now, isOver: true }
    samples.push(failedCuff(phrase.monitors.noNewReading))
    return null
  }

  function judgeIdle(found: Known, timeS: number, samples: Sample[]): void {
    if (isFirst) {
      // Less than a minute old, but nothing tells how much.
      if (!found.isOld) samples.push({ ...result(found, timeS), standing: true })
      return
    }
    const hasChanged = known === null || isOther(known, found)
    if (found.isOld) {
      // It was measured while the line was out.
      if (known !== null && hasChanged) samples.push({ ...result(found, timeS), standing: true })
      return
    }
    if (hasChanged || known?.isOld) samples.push(result(found, timeS))
  }

  return {
    takeState({ isBusy, held }, samples) {
      tellState(isBusy || held !== null ? 'cuffInflating' : 'cuffIdle', samples, held ?? undefined)
    },
    takeResult(record, timeS, samples) {
      // A cuff that is held for something else says nothing of a measurement.
      if (record.held !== null) return
      const found = withFigures(record)
      run = followRun(record, samples)
      if (run !== null) run = judgeRun(run, record, timeS, samples)
      else if (found !== null) judgeIdle(found, timeS, samples)
      if (found !== null) known = found
      isFirst = false
    },
  }
}

function withFigures(record: CuffRecord): Known | null {
  return record.figures === null ? null : { ...record, figures: record.figures }
}

function isOfRun({ before, wasOld }: Run, found: Known): boolean {
  if (before === null) return !found.isOld
  return isOther(before, found) || (wasOld && !found.isOld)
}

/** Is it another measurement? By its time where both tell one, else by its figures. */
function isOther(a: Known, b: Known): boolean {
  if (a.takenAtS !== null && b.takenAtS !== null) return a.takenAtS !== b.takenAtS
  const { systolic, diastolic, mean } = a.figures
  return systolic !== b.figures.systolic || diastolic !== b.figures.diastolic || mean !== b.figures.mean
}

function result({ figures, takenAtS }: Known, timeS: number): NibpSample {
  const ageS = takenAtS === null ? -1 : timeS - takenAtS
  return { kind: 'nibp', ...figures, status: 'ok', ...(ageS >= 0 && { ageS }) }
}
