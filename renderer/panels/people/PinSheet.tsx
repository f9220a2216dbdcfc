import { access, whoMay } from '../../../shared/ipc/access.ts'
import { peopleRequests } from '../../../shared/ipc/people.ts'
import { useLive } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import type { Waiting } from '../../window/prove.ts'
import { FormEnd } from '../fields/FormEnd.tsx'
import { Sheet } from '../fields/Sheet.tsx'
import { SheetForm } from '../fields/SheetForm.tsx'
import { useForm } from '../fields/useForm.ts'
import { OwnPinFields, usePinOf, whoMayProve } from './pin-fields.tsx'
import { TwoPinsSheet } from './TwoPinsSheet.tsx'

const words = text.people.pin

/** The PINs that a request waits for. */
export function PinSheet({ waiting }: { readonly waiting: Waiting }) {
  const byTwo = access[waiting.request].second?.required === true
  return byTwo ? <TwoPinsSheet waiting={waiting} /> : <OnePinSheet waiting={waiting} />
}

/** The PIN of whoever is here, or of a person beside: then it is that person who acts. */
function OnePinSheet({ waiting: { request, payload, why, done } }: { readonly waiting: Waiting }) {
  const snapshot = useLive(state => state.snapshot)
  const able = whoMayProve(snapshot, whoMay(access[request], payload))
  const pin = usePinOf(able, snapshot?.you?.personId)
  const isSetUp = snapshot?.isSetUp ?? false
  const leave = () => done(null)
  const form = useForm(
    async () => done({ proof: await pin.prove(request) }),
    peopleRequests.confirmPin.payload,
  )
  return (
    <Sheet title={words.title} onClose={leave}>
      <SheetForm form={form}>
        <p>{able.length > 0 ? why : isSetUp ? words.nobody : words.notSetUp}</p>
        {able.length === 0 ? null : <OwnPinFields pin={pin} form={form} label={words.who} autoFocus />}
        <FormEnd form={form} label={able.length === 0 ? null : words.go} onCancel={leave} />
      </SheetForm>
    </Sheet>
  )
}
