import type { DriverView } from '../../../shared/views.ts'
import { text } from '../../text/en.ts'

const words = text.devices.hints

/** Which cable a monitor wants, and what must be set on it: the first two things that go wrong. */
export function Hints({ driver }: { readonly driver: DriverView | undefined }) {
  if (!driver || (driver.cable === '' && driver.setUp === '')) return null
  return (
    <dl className="device-hints">
      {driver.cable === '' ? null : (
        <div>
          <dt>{words.cable}</dt>
          <dd>{driver.cable}</dd>
        </div>
      )}
      {driver.setUp === '' ? null : (
        <div>
          <dt>{words.setUp}</dt>
          <dd>{driver.setUp}</dd>
        </div>
      )}
    </dl>
  )
}
