import './views.css'
import { type ReactNode, useState } from 'react'
import { Radios } from './Radios.tsx'

interface ViewsProps<View extends string> {
  /** What they are views of. */
  readonly label: string
  readonly names: Readonly<Record<View, string>>
  /** In the order in which they are named; the first is seen first, and only the one that is seen is drawn. */
  readonly views: Readonly<Record<View, ReactNode>>
}

/** Several views in one place, one of which is seen. */
export function Views<View extends string>({ label, names, views }: ViewsProps<View>) {
  const ids = Object.keys(views) as View[]
  const [chosen, setChosen] = useState(ids[0])
  if (chosen === undefined) return null
  return (
    <div className="views">
      <div className="view-names" role="radiogroup" aria-label={label}>
        <Radios
          value={chosen}
          options={ids.map(id => ({ value: id, label: names[id] }))}
          onChange={setChosen}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too */}
      <section key={chosen} className="view" aria-label={names[chosen]} tabIndex={0}>
        {views[chosen]}
      </section>
    </div>
  )
}
