import { evalFhirPathTyped, getDataType, isPopulated, tryGetDataType } from '@medplum/core'

/*
 * Invariants of R4's data types, `per-1` (no period ends before it starts) among them: Medplum's validator evaluates those of
 * resources and their parts only. The expressions are HL7's own; Medplum's FHIRPath evaluates them.
 */

/** Every element has it, and what breaks it is no JSON that we write. */
const OF_EVERY_ELEMENT = 'ele-1'
/** Looks beyond the value: `findDangling` looks there, and Medplum reads narratives. */
const LOOKS_BEYOND = /%resource|%rootResource|htmlChecks/
const known = new Map<string, readonly string[]>()

/** What breaks an invariant of a data type within this resource; index its definitions first. */
export function validateDataTypes(resource: { readonly resourceType: string }): readonly string[] {
  return validateParts(resource.resourceType, resource, resource.resourceType)
}

function validateParts(type: string, value: object, path: string): readonly string[] {
  const elements = Object.entries(getDataType(type).elements)
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) => {
    const code = elements.flatMap(([key, element]) =>
      (element.type ?? []).flatMap(({ code }) => (nameOf(key, code) === name ? [code] : [])),
    )[0]
    const parts: readonly unknown[] = Array.isArray(part) ? part : [part]
    return parts.flatMap(one => {
      if (code === undefined || typeof one !== 'object' || one === null || !tryGetDataType(code)) return []
      const at = `${path}.${name}`
      return [...validateOne(code, one, at), ...validateParts(code, one, at)]
    })
  })
}

/** `effective[x]` of a Period is `effectivePeriod`. */
function nameOf(key: string, code: string): string {
  return key.endsWith('[x]') ? `${key.slice(0, -3)}${code.charAt(0).toUpperCase()}${code.slice(1)}` : key
}

/** The same value of the same type is looked at once. */
function validateOne(type: string, value: object, path: string): readonly string[] {
  const key = `${type} ${JSON.stringify(value)}`
  const broken = known.get(key) ?? findBroken(type, value)
  known.set(key, broken)
  return broken.map(said => `${path}: ${said}`)
}

function findBroken(type: string, value: object): readonly string[] {
  const constraints = getDataType(type).constraints ?? []
  return constraints
    .filter(
      ({ key, severity, expression }) =>
        severity === 'error' && key !== OF_EVERY_ELEMENT && !LOOKS_BEYOND.test(expression),
    )
    .flatMap(({ key, expression, description }) => {
      const [held] = evalFhirPathTyped(expression, [{ type, value: inOneZone(value) }])
      return isPopulated(held) && held.value === true ? [] : [`${key} ${description}`]
    })
}

/** Medplum compares times as texts: that is right within one zone. */
function inOneZone(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) =>
      typeof part === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(part)
        ? [name, new Date(part).toISOString()]
        : [name, part],
    ),
  )
}
