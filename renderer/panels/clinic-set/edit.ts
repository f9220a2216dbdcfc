import { type AlarmId, alarmIds, stopAlarmIds } from '../../../shared/alarm/ids.ts'
import type { ClinicWords, OwnCriterion } from '../../../shared/clinic-set/clinic-set.ts'
import { rewordable } from '../../../shared/clinic-set/texts.ts'
import { ownCheckIds } from '../../../shared/session/checklist.ts'
import { words as shared, text } from '../../text/text.ts'

/* The words of the clinic as text of a form, and back. What they may be is decided by the core's schema alone. */

export interface Edits {
  /** One a line. */
  readonly marks: string
  readonly criteria: string
  /** Every text that may be reworded, in the order of `rewordable`. */
  readonly texts: readonly string[]
}

export function startEdits(words: ClinicWords): Edits {
  return {
    marks: words.marks.join('\n'),
    criteria: words.criteria.map(({ text }) => text).join('\n'),
    texts: rewordable(words, shared).map(({ here }) => here),
  }
}

/** @throws Error naming the text that is empty, or the criterion that is one too many */
export function readEdits(before: ClinicWords, { marks, criteria, texts }: Edits): ClinicWords {
  const fields = rewordable(before, shared)
  const [guidance, stops, advice] = split(
    texts.map((typed, index) => {
      const written = typed.trim()
      if (written === '') throw new Error(text.clinicSet.sheets.empty(fields[index]?.field ?? ''))
      return written
    }),
  )
  return {
    marks: linesOf(marks),
    guidance: reworded(alarmIds, guidance, shared.guidance),
    stopInfusion: reworded(stopAlarmIds, stops, shared.stopInfusion),
    ...(advice === undefined || advice === shared.confirmations.advice ? {} : { advice }),
    criteria: numberCriteria(before.criteria, linesOf(criteria)),
  }
}

/** `rewordable` lists what to do, when to stop an infusion, and the advice. */
function split(
  texts: readonly string[],
): readonly [guidance: readonly string[], stops: readonly string[], advice: string | undefined] {
  return [texts.slice(0, alarmIds.length), texts.slice(alarmIds.length, -1), texts.at(-1)]
}

/** What is as it ships is not kept as a word of the clinic: a later version of Vigil may say it better. */
function reworded(
  ids: readonly AlarmId[],
  texts: readonly string[],
  shipped: Readonly<Partial<Record<AlarmId, string>>>,
): Readonly<Partial<Record<AlarmId, string>>> {
  return Object.fromEntries(
    ids.flatMap((alarm, index) => {
      const here = texts[index]
      return here === undefined || here === shipped[alarm] ? [] : [[alarm, here]]
    }),
  )
}

/** A criterion that stays keeps its number; a new one has the first that is free. */
function numberCriteria(before: readonly OwnCriterion[], texts: readonly string[]): readonly OwnCriterion[] {
  const kept = before.filter(({ text }) => texts.includes(text))
  const free = ownCheckIds.filter(id => !kept.some(known => known.id === id))
  let next = 0
  return texts.map((asked, index) => {
    const known = texts.indexOf(asked) === index ? kept.find(({ text }) => text === asked) : undefined
    const id = known?.id ?? free[next++]
    if (id === undefined)
      throw new Error(`${text.clinicSet.sheets.criteria}: ${text.clinicSet.sheets.criteriaHint}`)
    return { id, text: asked }
  })
}

function linesOf(typed: string): readonly string[] {
  return typed
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}
