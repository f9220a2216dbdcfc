import { access } from '../../../shared/ipc/access.ts'
import { peopleRequests } from '../../../shared/ipc/people.ts'
import type { Role } from '../../../shared/roles.ts'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import type { Waiting } from '../../window/prove.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { Sheet } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { OwnPinFields, usePinOf, whoMayProve } from './pin-fields.tsx'

const words = text.people.two

/** What two people decide: one of each role, each with their own PIN, for this one time. */
export function TwoPinsSheet({ waiting: { request, done } }: { readonly waiting: Waiting }) {
  const { roles } = access[request]
  const [first, second] = useTwoRoles(roles === 'anyWindow' ? [] : roles)
  const missing = [first, second].filter(({ pin }) => pin.able.length === 0)
  const leave = () => done(null)
  const form = useForm(async () => {
    // One after the other: whoever mistypes is named.
    const proof = await first.pin.prove(request)
    done({ proof, secondProof: await second.pin.prove(request) })
  }, peopleRequests.confirmPin.payload)
  return (
    <Sheet title={words.title} onClose={leave}>
      <SheetForm form={form}>
        <p>{words.note}</p>
        {[first, second].map(({ role, pin }, index) => (
          <fieldset key={role}>
            <legend>{text.common.roles[role]}</legend>
            {pin.able.length === 0 ? (
              <p className="warning">{words.none(text.common.roles[role])}</p>
            ) : (
              <OwnPinFields pin={pin} form={form} label={words.who} autoFocus={index === 0} />
            )}
          </fieldset>
        ))}
        {missing.length === 0 ? null : <p>{words.enrolFirst}</p>}
        <FormEnd form={form} label={missing.length === 0 ? words.go : null} onCancel={leave} />
      </SheetForm>
    </Sheet>
  )
}

function useTwoRoles([one = 'admin', other = 'director']: readonly Role[]) {
  const snapshot = useLive(state => state.snapshot)
  const here = snapshot?.you?.personId
  return [
    { role: one, pin: usePinOf(whoMayProve(snapshot, [one]), here) },
    { role: other, pin: usePinOf(whoMayProve(snapshot, [other]), here) },
  ] as const
}
