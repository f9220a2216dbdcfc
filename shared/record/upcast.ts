import { z } from 'zod'
import { type Entry, entriesOfSession } from './index.ts'
import { freeText, ownLabel, whom } from './parts.ts'

/*
 * What older Vigils wrote, as this one knows it. Stored rows and files are never rewritten: each old form has its schema
 * and its reading here, and goes through it wherever facts are drawn from a record.
 */

/** Once a report was an event of its session; now the installation notes it. */
const oldReport = z.strictObject({
  event: z.literal('session'),
  kind: z.literal('report'),
  format: ownLabel,
  by: whom,
  path: freeText,
})

type Stored = Entry | z.infer<typeof oldReport>

/** An entry of a session's record as it may stand in a file of any version that this Vigil reads. */
export const storedEntrySchema = entriesOfSession(oldReport) as unknown as z.ZodType<Stored>

/** An entry as this version has it, from one as it stands in the store or in a file. */
export function upcast(stored: Stored): Entry {
  if (stored.event === 'session' && stored.kind === 'report') {
    const { by, format, path } = stored
    return { event: 'system', kind: 'export', by, format, path }
  }
  return stored
}
