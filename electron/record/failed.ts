import { SessionFileError } from '../../shared/session-file/format.ts'
import { Refusal } from '../core/refusal.ts'
import type { Failed } from './messages.ts'

export function packError(error: unknown): Failed {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof Refusal) return { kind: 'refusal', message }
  if (error instanceof SessionFileError) return { kind: 'sessionFile', message }
  return { kind: 'failed', message }
}

export function unpackError({ kind, message }: Failed): Error {
  if (kind === 'refusal') return new Refusal(message)
  if (kind === 'sessionFile') return new SessionFileError(message)
  return new Error(message)
}
