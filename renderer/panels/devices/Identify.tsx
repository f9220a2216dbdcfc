import { useEffect, useState } from 'react'
import type { Identification } from '../../../shared/views.ts'
import { ask, onCoreEvent } from '../../live/store.ts'
import { text } from '../../text/text.ts'
import { asPerson } from '../../window/requests.ts'
import { FormError } from '../fields/fields.tsx'
import { useForm } from '../fields/useForm.ts'

const words = text.devices.identify

/**
 * Finds out which monitor is on a port: by listening, and by asking only where a person has allowed it. The permission is for
 * this one port: give it as the `key` too.
 */
export function Identify({
  port,
  onFound,
}: {
  readonly port: string
  readonly onFound: (driver: string, baudRate: number | null) => void
}) {
  const [mayProbe, setMayProbe] = useState(false)
  const [trying, setTrying] = useState<string | null>(null)
  const [found, setFound] = useState<Identification | null>(null)
  useEffect(
    () =>
      onCoreEvent(event => {
        if (event.kind === 'identifying' && event.port === port)
          setTrying(words.trying(event.step, event.of, event.trying, event.perhaps))
      }),
    [port],
  )
  const listening = useForm(() =>
    asPerson(async () => {
      setFound(null)
      setTrying(null)
      const answer = await ask('identifyPort', { port, mayProbe })
      setFound(answer)
      if (answer.driver) onFound(answer.driver, answer.baudRate)
    }),
  )
  return (
    <div className="identify">
      <FormError>{listening.error}</FormError>
      <button
        type="button"
        disabled={port === ''}
        aria-disabled={listening.busy}
        onClick={() => listening.submit()}
      >
        {words.listen}
      </button>
      <label className="check">
        <input type="checkbox" checked={mayProbe} onChange={event => setMayProbe(event.target.checked)} />
        <span>
          {words.mayProbe}
          <br />
          <small className="dim">{words.probeWarning}</small>
        </span>
      </label>
      <div role="status">
        {listening.busy ? <p>{trying ?? words.begin}</p> : null}
        {found ? <p>{found.sentence}</p> : null}
        {found && found.fits.length > 1 ? (
          <ul className="dim">
            {found.fits.map(fit => (
              <li key={fit.driver}>{words.fit(fit.driver, fit.fitBytes, fit.bytes, fit.goodFrames)}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  )
}
