import type { DriverView } from '../../../shared/views.ts'
import { text } from '../../text/text.ts'

const words = text.devices.hints

/** Which cable a monitor wants, what must be set on it, and what to look at where nothing fits: the first things that go wrong. */
export function Hints({ driver }: { readonly driver: DriverView | undefined }) {
  const hints = driver
    ? ([
        [words.cable, driver.cable],
        [words.setUp, driver.setUp],
        [words.help, driver.help],
      ] as const)
    : []
  const told = hints.filter(([, hint]) => hint !== '')
  if (told.length === 0) return null
  return (
    <dl className="device-hints">
      {told.map(([name, hint]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{hint}</dd>
        </div>
      ))}
    </dl>
  )
}
