import { type Appendix, appendices, minuteSteps, type ReportContent } from '../../../shared/report/content.ts'
import { text } from '../../text/text.ts'
import { Choices } from '../fields/fields.tsx'

const words = text.sheets.report

interface Props {
  readonly content: ReportContent
  readonly onChange: (content: ReportContent) => void
}

/** Which appendices follow page 1, and how fine the table of minutes is. */
export function ContentFields({ content, onChange }: Props) {
  const chosen = content.appendices
  const turn = (appendix: Appendix, on: boolean) =>
    onChange({
      ...content,
      appendices: appendices.filter(known => (known === appendix ? on : chosen.includes(known))),
    })
  return (
    <>
      <fieldset>
        <legend className="label">{words.appendices}</legend>
        {appendices.map(appendix => (
          <label key={appendix} className="check">
            <input
              type="checkbox"
              checked={chosen.includes(appendix)}
              onChange={event => turn(appendix, event.target.checked)}
            />
            {words.appendix[appendix]}
          </label>
        ))}
      </fieldset>
      {chosen.includes('minutes') ? (
        <Choices
          label={words.minuteStep}
          value={String(content.minuteStep)}
          onChange={value =>
            onChange({
              ...content,
              minuteStep: minuteSteps.find(step => String(step) === value) ?? content.minuteStep,
            })
          }
          options={minuteSteps.map(step => ({ value: String(step), label: words.minutes(step) }))}
        />
      ) : null}
    </>
  )
}
