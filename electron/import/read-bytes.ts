import { createHash } from 'node:crypto'
import { makeReport } from '../../shared/report/model.ts'
import { makeTables } from '../../shared/report/tables/index.ts'
import { limitsOf } from '../../shared/session/room-state.ts'
import { MOST_LINE_BYTES, type SessionFile, SessionFileError } from '../../shared/session-file/format.ts'
import { createBodyReader, FILE_END, readHead } from '../../shared/session-file/read.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { phrase } from '../../shared/words/host.ts'
import type { ReadyImport } from '../store/index.ts'
import { checkSize } from './check-size.ts'
import { createPace } from './pace.ts'

const HASH_BYTES = 4 * 1024 * 1024

/**
 * Reads a session file whole and checks all of it, in pieces between which everything else goes on. Nothing is written.
 *
 * @throws SessionFileError with one sentence
 */
export async function readSessionBytes(bytes: Uint8Array): Promise<ReadyImport> {
  checkSize(bytes.length)
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headEnd = endOfLine(file, 0, 1)
  const digest = readHead(decode(file, 0, headEnd, 1))
  if (!file.subarray(-FILE_END.length).equals(Buffer.from(FILE_END)))
    throw new SessionFileError(phrase.files.fileCutOff)
  const pace = createPace()
  await checkDigest(file, headEnd + 1, digest, pace)
  const reader = createBodyReader()
  for (let from = headEnd + 1, number = 2; from < file.length; number++) {
    const end = endOfLine(file, from, number)
    reader.read(decode(file, from, end, number))
    from = end + 1
    await pace()
  }
  const read = reader.end()
  checkReport(read)
  await pace()
  return { ...read, digest }
}

async function checkDigest(
  file: Buffer,
  from: number,
  digest: string,
  pace: () => Promise<void>,
): Promise<void> {
  const hash = createHash('sha256')
  for (let at = from; at < file.length; at += HASH_BYTES) {
    hash.update(file.subarray(at, at + HASH_BYTES))
    await pace()
  }
  if (hash.digest('hex') !== digest) throw new SessionFileError(phrase.files.fileChanged)
}

/** Where the line ends that begins at `from`. */
function endOfLine(file: Buffer, from: number, number: number): number {
  const end = file.indexOf(0x0a, from)
  if (end < 0 || end - from > MOST_LINE_BYTES)
    throw new SessionFileError(
      number === 1 ? phrase.files.firstLineNotVigil : phrase.files.lineTooLong(number),
    )
  return end
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(file: Buffer, from: number, end: number, number: number): string {
  try {
    return utf8.decode(file.subarray(from, end))
  } catch {
    throw new SessionFileError(phrase.files.lineNotUtf8Text(number))
  }
}

/** What cannot be reported is found now, not when somebody wants to read it. */
function checkReport({ session, readings, records, recordHash }: SessionFile): void {
  try {
    const log = records.map(({ at, entry }, index) => ({ sessionId: session.id, seq: index + 1, at, entry }))
    const made = makeReport(
      {
        session,
        readings,
        log,
        limits: limitsOf(session),
        setting: { clinic: '', room: session.room, software: '' },
        recordHash,
        generatedAt: session.opened.at,
        generatedBy: '',
        utcOffsetMin: records[0]?.utcOffsetMin ?? 0,
      },
      words,
    )
    makeTables(made, words)
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    throw new SessionFileError(phrase.files.sessionNotShowable(what))
  }
}
