import type { Reference } from './references.ts'
import { plainLoop } from './references.ts'

/*
 * The frame of every figure: several runs, each beside a reference loop that tells how fast the computer was at that moment.
 * What computes is measured in CPU time, which other programs hardly change; what waits (disk, sockets, screens) by the wall.
 */

/** How often everything is measured, unless said otherwise. */
export const RUNS = 5

/** What a run took. */
export interface Spent {
  /** Of this process, all its threads. */
  readonly cpuMs: number
  readonly wallMs: number
}

/** One run's outcome, in the figure's unit. */
export interface Run {
  /** By the figure's clock. */
  readonly value: number
  /** The same by the wall, where the figure is in CPU time. */
  readonly wall?: number
  /** How many things it is the figure of: samples, steps, commits, changes of the page. */
  readonly samples: number
}

export interface About {
  readonly name: string
  readonly unit: string
  readonly clock: 'cpu' | 'wall'
  /** What we aim for, in the same unit. */
  readonly aim?: string
}

/** One measured figure. */
export interface Figure extends About {
  readonly runs: readonly Run[]
  readonly reference: { readonly name: string; readonly ms: readonly number[] }
}

/** Measures one thing several times, the reference before each. @throws Error when a run measured nothing */
export async function measure(
  about: About,
  once: () => Run | Promise<Run>,
  { reference = plainLoop, runs = RUNS }: { reference?: Reference; runs?: number } = {},
): Promise<Figure> {
  const done: Run[] = []
  const ms: number[] = []
  for (let n = 0; n < runs; n++) {
    ms.push(await reference.once())
    const run = await once()
    if (run.samples < 1 || !Number.isFinite(run.value))
      throw new Error(`${about.name}: a run measured nothing.`)
    done.push(run)
  }
  return { ...about, runs: done, reference: { name: reference.name, ms } }
}

/** A figure of runs that belong to one longer measurement; the reference beside it, once a run. */
export async function measured(
  about: About,
  runs: readonly Run[],
  reference: Reference = plainLoop,
): Promise<Figure> {
  const left = [...runs]
  return measure(about, () => left.shift() ?? { value: Number.NaN, samples: 0 }, {
    reference,
    runs: runs.length,
  })
}

export async function spend(work: () => unknown): Promise<Spent> {
  const startedMs = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() - startedMs }
}

/** So much a second. */
export function rate(amount: number, { cpuMs, wallMs }: Spent, samples: number): Run {
  return { value: (amount * 1000) / cpuMs, wall: (amount * 1000) / wallMs, samples }
}

/** So long a time each, in ms times `scale`. */
export function each({ cpuMs, wallMs }: Spent, samples: number, scale = 1): Run {
  return { value: (cpuMs * scale) / samples, wall: (wallMs * scale) / samples, samples }
}

/** The value below which the share `p` (0..1) of the values lies. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/** A figure as it is kept for later comparison: plain data, one line. */
export function summarise({ name, unit, clock, aim, runs, reference }: Figure) {
  const values = runs.map(({ value }) => value)
  const walls = runs.flatMap(({ wall }) => (wall === undefined ? [] : [wall]))
  const round = (value: number) => Number(value.toPrecision(4))
  return {
    name,
    unit,
    clock,
    median: round(median(values)),
    low: round(Math.min(...values)),
    high: round(Math.max(...values)),
    runs: runs.length,
    samples: runs.reduce((sum, run) => sum + run.samples, 0),
    ...(walls.length > 0 ? { wall: round(median(walls)) } : {}),
    ...(aim === undefined ? {} : { aim }),
    reference: {
      name: reference.name,
      ms: round(median(reference.ms)),
      low: round(Math.min(...reference.ms)),
      high: round(Math.max(...reference.ms)),
    },
  }
}
