import { namePhase } from '../words/phases.ts'
import type { ReportWords } from '../words/report.ts'
import type { Box, PhaseZone } from './chart-geometry.ts'
import { stagger, widthOf } from './chart-lanes.ts'
import { ROW } from './chart-panels.ts'
import type { Report } from './model.ts'

/** Capitals in bold, as a share of their size. */
const CAPITAL = 0.62
const MOST_ROWS = 3
/** In points. What was shorter, as the close itself, is no zone: the story has it. */
const LEAST_WIDTH = 1

/**
 * The zones of the phases from edge to edge, each with its name, and how many rows the names take.
 *
 * @param endX where the last of them ends
 * @param edge how far names may reach: beside the plot nothing stands at their height
 */
export function placePhases(
  { session }: Pick<Report, 'session'>,
  x: (monoMs: number) => number,
  endX: number,
  across: Pick<Box, 'x' | 'width'>,
  edge: number,
  words: ReportWords,
): { readonly rows: number; readonly zones: readonly Omit<PhaseZone, 'y' | 'height'>[] } {
  const right = across.x + across.width
  const lasting = session.phaseStarts.filter(({ at }, index) => {
    const next = session.phaseStarts[index + 1]
    return (next ? x(next.at.monoMs) : endX) - x(at.monoMs) >= LEAST_WIDTH
  })
  const starts = lasting.map(({ phase, at }, index) => ({
    x: index === 0 ? across.x : x(at.monoMs),
    label: namePhase(phase, session.preset, words).toUpperCase(),
  }))
  const { rows, labels } = stagger(starts, MOST_ROWS, edge, CAPITAL)
  const zones = labels.map(({ tickX, x: labelX, label, row }, index) => {
    const next = starts[index + 1]?.x
    return {
      x: tickX,
      width: (next ?? right) - tickX,
      label,
      labelX,
      labelY: 1 + row * ROW,
      overhangs: labelX < tickX || labelX + widthOf(label, CAPITAL) > (next ?? edge),
      shaded: index % 2 === 1,
    }
  })
  return { rows, zones }
}
