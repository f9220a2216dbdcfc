import { userInfo } from 'node:os'

/** Under which name a command of this computer acts, in the audit trail: whoever runs it has the computer, and nobody's PIN. */
export function loginName(): string {
  return `os:${userInfo().username}`
}
