import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { acts } from '../../../shared/record/index.ts'
import { vitals } from '../../../shared/vitals.ts'
import { PinSheet } from '../people/PinSheet.tsx'
import { NumberSetting } from '../record-care/NumberSetting.tsx'
import { ManualSheet } from '../session/ManualSheet.tsx'
import type { RequestSchema } from './check.ts'
import { Choices } from './fields.tsx'
import { NumberField } from './NumberField.tsx'
import { FieldError, SheetForm } from './SheetForm.tsx'
import type { Form } from './useForm.ts'
import { startWeight, WeightField } from './WeightField.tsx'

/** Fields as they are once somebody has tried to send them. */
function tried(fields: ReactNode, request?: RequestSchema, refused: Form['refused'] = null): string {
  const form = {
    error: null,
    why: null,
    refused,
    busy: false,
    tried: true,
    request,
    element: { current: null },
    submit: () => {},
    begin: () => {},
    retract: () => {},
  }
  return renderToStaticMarkup(<SheetForm form={form}>{fields}</SheetForm>)
}

const attribute = (markup: string, name: string) =>
  [...markup.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value]) => value)

describe('What several fields lack', () => {
  it('is said once, and each of them that lacks it is marked and names it', () => {
    const choice = (label: string, value: string) => (
      <Choices
        label={label}
        value={value}
        options={[{ value: '1', label: 'one' }]}
        onChange={() => {}}
        missing="Answer every item."
        saidAt="said"
      />
    )
    const markup = tried(
      <>
        <FieldError id="said">Answer every item.</FieldError>
        {choice('First', '')}
        {choice('Second', '1')}
        {choice('Third', '')}
      </>,
    )
    expect(markup.match(/Answer every item\./g)).toHaveLength(1)
    const groups = markup.split('role="radiogroup"').length - 1
    expect(groups).toBe(3)
    expect(attribute(markup, 'aria-invalid').filter(value => value === 'true').length).toBeGreaterThanOrEqual(
      2,
    )
    expect(attribute(markup, 'aria-describedby').filter(value => value?.includes('said'))).toHaveLength(2)
  })
})

describe('A number that is set for the record', () => {
  it('may be what its request takes, and says so', () => {
    const markup = renderToStaticMarkup(
      <NumberSetting
        words={{
          field: 'Years',
          hint: (least, most) => `from ${least} to ${most}`,
          set: 'Set',
          done: 'Set.',
        }}
        value={null}
        request={z.strictObject({ years: z.number().int().min(3).max(7).nullable() })}
        name="years"
        onSet={() => Promise.resolve()}
        look={() => {}}
      />,
    )
    expect(attribute(markup, 'aria-valuemin')).toEqual(['3'])
    expect(attribute(markup, 'aria-valuemax')).toEqual(['7'])
    expect(markup).toContain('from 3 to 7')
  })
})

describe('A PIN that nobody here can give', () => {
  it.each(['overrideGate', 'deleteSession'] as const)('is confirmed by no button: %s', request => {
    const waiting = { request, payload: {}, why: 'This needs a PIN.', done: () => {} }
    const markup = renderToStaticMarkup(<PinSheet waiting={waiting} />)
    expect(markup).not.toContain('type="submit"')
    expect(markup).toContain('type="button"')
  })
})

describe('A value read off another instrument', () => {
  it('may be what its vital sign can be', () => {
    const markup = renderToStaticMarkup(<ManualSheet roomId="room-1" onClose={() => {}} />)
    for (const vital of ['systolic', 'diastolic', 'mean', 'pulseRate', 'spo2'] as const) {
      const [input = ''] = markup.match(new RegExp(`<input[^>]*name="${vital}"[^>]*>`)) ?? []
      expect([...attribute(input, 'aria-valuemin'), ...attribute(input, 'aria-valuemax')]).toEqual([
        String(vitals[vital].hard.min),
        String(vitals[vital].hard.max),
      ])
    }
  })
})

describe('What the core refuses for the sake of one field', () => {
  it('is said beside that field, which is marked, and beside no other', () => {
    const field = (name: 'systolic' | 'mean') => (
      <NumberField label={name} unit={null} name={name} value="90" onChange={() => {}} />
    )
    const refused = { field: 'mean', said: 'MAP must lie between diastolic and systolic.' }
    const markup = tried(
      <>
        {field('systolic')}
        {field('mean')}
      </>,
      acts.recordManual.request,
      refused,
    )
    expect(markup.match(/aria-invalid="true"/g)).toHaveLength(1)
    const [, systolic = '', mean = ''] = markup.split('<input')
    expect(attribute(mean, 'name')).toEqual(['mean'])
    expect(mean).toContain(refused.said)
    expect(systolic).not.toContain(refused.said)
  })
})

describe('A weight', () => {
  it.each(['kg', 'lb'] as const)('that is asked for is missed beside its field, in %s', unit => {
    const markup = tried(
      <WeightField entry={{ ...startWeight(), unit }} onEntry={() => {}} known={null} required />,
      acts.changeWeight.request,
    )
    expect(markup).toContain('Weight: write a number.')
    expect(attribute(markup, 'aria-invalid')).toEqual(['true'])
  })
})
