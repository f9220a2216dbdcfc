import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Form, useForm } from './useForm.ts'

/** A form as it is on a sheet, with how often it has sent; each sending waits to be answered. */
function open() {
  const answers: { readonly done: () => void; readonly refused: () => void }[] = []
  const send = () =>
    new Promise<void>((resolve, reject) => {
      answers.push({ done: resolve, refused: () => reject(new Error('No.')) })
    })
  let form: Form | undefined
  function Holder() {
    form = useForm(send)
    return null
  }
  renderToStaticMarkup(<Holder />)
  if (!form) throw new Error('There is no form.')
  return { form, answers }
}

/** What fields have that stand there. */
const holding = (value: string) =>
  ({ elements: [{ value }], querySelectorAll: () => [] }) as unknown as HTMLFormElement

/** All that an answer leads to. */
const settled = () => new Promise(resolve => setImmediate(resolve))

afterEach(() => void vi.restoreAllMocks())

describe('Enter twice in a row', () => {
  it('sends once while the answer is awaited', async () => {
    const { form, answers } = open()
    form.submit()
    form.submit()
    expect(answers).toHaveLength(1)
    answers[0]?.done()
    await settled()
  })
  it('sends once where the answer came between', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(1000)
    const { form, answers } = open()
    form.element.current = holding('12')
    form.submit()
    answers[0]?.done()
    await settled()
    now.mockReturnValue(1499)
    form.submit()
    expect(answers).toHaveLength(1)
    // Later it is meant.
    now.mockReturnValue(1500)
    form.submit()
    expect(answers).toHaveLength(2)
  })
  it('sends what has been typed since', async () => {
    vi.spyOn(performance, 'now').mockReturnValue(1000)
    const { form, answers } = open()
    form.element.current = holding('12')
    form.submit()
    answers[0]?.done()
    await settled()
    form.element.current = holding('13')
    form.submit()
    expect(answers).toHaveLength(2)
  })
  it('sends what has been chosen since in a form that no sheet has handed over', async () => {
    vi.spyOn(performance, 'now').mockReturnValue(1000)
    const { form, answers } = open()
    const press = (value: string) =>
      form.submit({ type: 'submit', preventDefault: () => undefined, currentTarget: holding(value) } as never)
    press('PDF')
    answers[0]?.done()
    await settled()
    press('PDF')
    expect(answers).toHaveLength(1)
    press('FHIR')
    expect(answers).toHaveLength(2)
  })
  it('sends again at once what was refused', async () => {
    vi.spyOn(performance, 'now').mockReturnValue(1000)
    const { form, answers } = open()
    form.submit()
    answers[0]?.refused()
    await settled()
    form.submit()
    expect(answers).toHaveLength(2)
  })
})
