import { useId } from 'react'

interface RadiosProps<T extends string> {
  /** '': none yet. */
  readonly value: T | ''
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
}

/** The buttons of one radio group, HTML's own: their keys and what a screen reader says of them are the browser's. */
export function Radios<T extends string>({ value, options, onChange }: RadiosProps<T>) {
  const name = useId()
  return options.map(option => (
    <label key={option.value} className="radio">
      <input
        type="radio"
        name={name}
        checked={option.value === value}
        onChange={() => onChange(option.value)}
      />
      {option.label}
    </label>
  ))
}
