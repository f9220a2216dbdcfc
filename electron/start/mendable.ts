import { StoreError } from '../store/types.ts'

/** Is this trouble of the record itself, which a page can say and help with? Else whoever started Vigil is told in one line. */
export function isMendable(error: unknown): error is StoreError {
  return error instanceof StoreError && ['damaged', 'gone', 'keys', 'newer'].includes(error.code)
}
