import { access } from '../../shared/ipc/access.ts'
import type { Role } from '../../shared/roles.ts'
import { useLive } from '../live/store.ts'

/** Is somebody here who cares for the record: an administrator, or a medical director? The core asks again whoever acts. */
export function useIsKeeper(): boolean {
  const { roles } = access.deleteSession
  return useLive(({ snapshot }) => {
    const role = snapshot?.people.find(({ id }) => id === snapshot.you?.personId)?.role
    return role !== undefined && roles !== 'anyWindow' && (roles as readonly Role[]).includes(role)
  })
}
