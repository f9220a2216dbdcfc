import { z } from 'zod'
import { readWithLaterAlarms } from '../presets/later-alarms.ts'
import type { Reading } from '../reading.ts'
import { hash } from '../record/parts.ts'
import type { Session } from '../session/types.ts'
import { phrase } from '../words/host.ts'
import { firstIssue } from '../words/schema-complaints.ts'
import { checkMarks, checkReading, checkRecords, checkSession } from './check.ts'
import {
  type FileRecord,
  PSEUDONYMISED_FORMAT,
  SESSION_FORMAT,
  SESSION_FORMAT_VERSION,
  type SessionFile,
  SessionFileError,
} from './format.ts'
import { readingSchema } from './reading-schema.ts'
import { recordSchema } from './record-schema.ts'
import { sessionSchema } from './session-schema.ts'
import { checkShape, refuse } from './shape.ts'

/**
 * Reads the first line. Gives the digest of everything after it.
 *
 * @throws SessionFileError where it is another file, or of another version
 */
export function readHead(line: string): string {
  const head = parseLoosely(line.replace(/,$/, '}'))
  if (head?.['format'] === PSEUDONYMISED_FORMAT) throw new SessionFileError(phrase.files.filePseudonymised)
  if (head?.['format'] !== SESSION_FORMAT) {
    if (/^\s*\{\s*"format":\s*"vigil-report"/.test(line) || line.trim() === '{')
      throw new SessionFileError(phrase.files.fileOfOlderOrOther)
    throw new SessionFileError(phrase.files.notOurs)
  }
  const { version, digest } = head
  if (version !== SESSION_FORMAT_VERSION)
    throw new SessionFileError(
      typeof version === 'number' && version > SESSION_FORMAT_VERSION
        ? phrase.files.fileOfNewerVigil(version, SESSION_FORMAT_VERSION)
        : phrase.files.fileOfUnknownFormat,
    )
  const parsed = hash.safeParse(digest)
  if (!parsed.success || Object.keys(head).length !== 3)
    throw refuse(phrase.files.atLine(1), phrase.files.itIsOfUnknownForm)
  return parsed.data
}

/** The last bytes of every file: its last line is closed. */
export const FILE_END = '}}\n'

export interface BodyReader {
  /** The next line, without its end. @throws SessionFileError */
  read(line: string): void
  /** After the last one. @throws SessionFileError */
  end(): SessionFile
}

/** Reads what comes after the first line, a line at a time, and holds each part against those before it. */
export function createBodyReader(): BodyReader {
  let part: 'session' | 'hash' | 'records' | 'readings' | 'derived' | 'end' = 'session'
  /** Inside a list: before its first line, after one with a comma, after the last one. */
  let list: 'outside' | 'begun' | 'goesOn' | 'ends' = 'outside'
  let number = 1
  let recordsFrom = 0
  let session: Session | null = null
  let recordHash = ''
  const records: FileRecord[] = []
  const readings: Reading[] = []

  const where = () => phrase.files.atLine(number)
  const known = (): Session => {
    if (!session) throw refuse(where(), phrase.files.sessionMissing)
    return session
  }

  /** Gives whether the list has ended. */
  function readListLine(name: string, line: string, read: (text: string) => void): boolean {
    if (list === 'outside') {
      if (line !== `"${name}":[`) throw refuse(where(), phrase.files.fieldMissing(name))
      list = 'begun'
      return false
    }
    if (line === '],' && list !== 'goesOn') {
      list = 'outside'
      return true
    }
    if (list === 'ends') throw refuse(where(), phrase.files.commaMissing)
    list = line.endsWith(',') ? 'goesOn' : 'ends'
    read(line.endsWith(',') ? line.slice(0, -1) : line)
    return false
  }

  return {
    read(line) {
      number += 1
      switch (part) {
        case 'session': {
          const value = readField(line, 'session', where())
          const stored = check(sessionSchema, value, where()) as Session
          session = { ...stored, preset: readWithLaterAlarms(stored.preset) }
          checkSession(session)
          part = 'hash'
          return
        }
        case 'hash': {
          const value = readField(line, 'recordHash', where())
          if (value === null) throw new SessionFileError(phrase.files.fileOfScript)
          recordHash = check(hash, value, where())
          part = 'records'
          recordsFrom = number + 2
          return
        }
        case 'records':
          if (
            readListLine('records', line, text => {
              records.push(check(recordSchema, parseExactly(text, where()), where()) as FileRecord)
            })
          ) {
            checkRecords(known(), records, recordsFrom)
            part = 'readings'
          }
          return
        case 'readings':
          if (
            readListLine('readings', line, text => {
              const reading = check(readingSchema, parseExactly(text, where()), where())
              checkReading(known(), reading, readings.at(-1) ?? null, where())
              readings.push(reading)
            })
          )
            part = 'derived'
          return
        case 'derived':
          // Worked out anew wherever it is wanted: it only has to be harmless.
          readField(line.slice(0, -1), 'derived', where(), '')
          part = 'end'
          return
        case 'end':
          throw refuse(where(), phrase.files.somethingAfterEnd)
      }
    },
    end() {
      if (part !== 'end') throw refuse(where(), phrase.files.restMissing)
      const file = { session: known(), recordHash, records, readings }
      checkMarks(file)
      return file
    },
  }
}

/** The value of `"name":value,`. */
function readField(line: string, name: string, where: string, end = ','): unknown {
  const start = `"${name}":`
  if (!line.startsWith(start) || !line.endsWith(end)) throw refuse(where, phrase.files.fieldMissing(name))
  return parseExactly(line.slice(start.length, line.length - end.length), where)
}

/** Parses a value that stands there exactly as Vigil writes it: no field twice, no figure in another form. */
function parseExactly(text: string, where: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refuse(where, phrase.files.notJson)
  }
  checkShape(value, where)
  if (JSON.stringify(value) !== text) throw refuse(where, phrase.files.itIsOfUnknownForm)
  return value
}

/** Gives the value itself, not zod's copy of it: the order of its fields must stay. */
function check<S extends z.ZodType>(schema: S, value: unknown, where: string): z.infer<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return value as z.infer<S>
  const { where: field, what } = firstIssue(parsed.error)
  throw refuse(where, field ? `${field}: ${what}` : what)
}

function parseLoosely(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return z.record(z.string(), z.unknown()).safeParse(value).data ?? null
  } catch {
    return null
  }
}
