import { z } from 'zod'
import type { Words } from '../words/index.ts'
import { figure, freeText, hash, label, ownLabel, whom } from './parts.ts'

const kinds = [
  'started',
  'stopped',
  'person',
  'room',
  'device',
  'sound',
  'export',
  'import',
  'error',
  'clock',
  'preset',
  /** Words of the clinic: marks, guidance, discharge criteria. */
  'clinicSet',
  'clinic',
  /** The REMS form of a session was sent. */
  'rems',
  /** What happened to the record itself: begun anew, copied, its keys. */
  'record',
  /** A backup took its place. */
  'restored',
  /** Where chains end now: they are vouched for so. */
  'ends',
  /** The rows of a session went into a file. */
  'sealed',
  /** They could not, and wait in the database. */
  'notSealed',
  /** Two people have deleted a session. */
  'deleted',
] as const

/** What happens to the installation rather than to a session. */
export const systemEventSchema = z.strictObject({
  event: z.literal('system'),
  kind: z.enum(kinds),
  by: whom.exactOptional(),
  detail: freeText.exactOptional(),
  /** The session of which a report was made, or that was imported. */
  session: label.exactOptional(),
  /** Of the report that was made. */
  format: ownLabel.exactOptional(),
  pseudonymised: z.boolean().exactOptional(),
  /** It was made to be printed. */
  printed: z.literal(true).exactOptional(),
  path: freeText.exactOptional(),
  /** Of the imported session. */
  imported: z
    .strictObject({
      /** Name of the file; where it lay is not kept. */
      file: label,
      /** SHA-256 of the file's content, as the file itself names it. */
      digest: hash,
      /** How many records of the session followed, and how many readings. */
      records: figure,
      readings: figure,
      /** Of the newest record of its chain in the installation that wrote the file. */
      recordHash: hash,
    })
    .readonly()
    .exactOptional(),
  /** The part of a sealed session: its file, and SHA-256 of that. */
  sealed: z.strictObject({ file: label, part: z.int().positive(), digest: hash }).readonly().exactOptional(),
  /** Where chains of the record end. */
  ends: z
    .array(z.strictObject({ chain: label, seq: z.int().nonnegative(), hash }).readonly())
    .readonly()
    .exactOptional(),
  /** Of the stored act that this record vouches for. */
  digest: ownLabel.exactOptional(),
})
export type SystemEvent = Readonly<z.infer<typeof systemEventSchema>>
/** Where an imported session came from. */
export type Imported = NonNullable<SystemEvent['imported']>

/** What was done with a session in this installation, or null. */
export function saySystem(
  { kind, by, format, pseudonymised = false, printed, imported }: SystemEvent,
  words: Words,
) {
  const { record } = words
  const who = by ? record.by(by) : ''
  if (kind === 'export' && printed) return `${record.reportToPrint(pseudonymised)}${who}`
  if (kind === 'export' && format !== undefined) return `${record.report(format, pseudonymised)}${who}`
  if (kind === 'rems') return `${record.remsSent}${who}`
  return kind === 'import' && imported ? record.imported(who, imported.file, imported.digest) : null
}
