/*
 * The parts of FHIR R4 (4.0.1) that Vigil writes, and no more. Codes of required bindings are unions here, so that a
 * wrong one does not compile; the rest is held by the validators of the tests.
 */

export interface Coding {
  readonly system: string
  readonly code: string
  readonly display?: string
}
export interface Concept {
  readonly coding?: readonly Coding[]
  readonly text?: string
}
export interface Identifier {
  readonly system: string
  readonly value: string
}
export interface Reference {
  readonly reference?: string
  readonly identifier?: Identifier
  readonly display?: string
}
export interface Quantity {
  readonly value: number
  readonly unit: string
  readonly system: 'http://unitsofmeasure.org'
  readonly code: string
}
export interface Period {
  readonly start?: string
  readonly end?: string
}
export interface Note {
  readonly text: string
  readonly time?: string
  readonly authorReference?: Reference
}
export interface Narrative {
  readonly status: 'generated'
  readonly div: string
}

interface Base {
  readonly id: string
  readonly meta?: {
    readonly profile?: readonly string[]
    readonly security?: readonly Coding[]
    readonly tag?: readonly Coding[]
  }
}

export interface Patient extends Base {
  readonly resourceType: 'Patient'
  readonly identifier?: readonly Identifier[]
  readonly name?: readonly { readonly text: string }[]
  readonly birthDate?: string
}

export interface Practitioner extends Base {
  readonly resourceType: 'Practitioner'
  readonly name: readonly { readonly text: string }[]
}

export interface Device extends Base {
  readonly resourceType: 'Device'
  readonly identifier?: readonly Identifier[]
  readonly status: 'active'
  readonly deviceName: readonly {
    readonly name: string
    readonly type: 'user-friendly-name' | 'model-name'
  }[]
  readonly type?: Concept
  readonly version?: readonly { readonly value: string }[]
  readonly note?: readonly Note[]
}

export interface DeviceMetric extends Base {
  readonly resourceType: 'DeviceMetric'
  readonly type: Concept
  readonly unit: Concept
  readonly source: Reference
  readonly category: 'measurement'
}

export interface Encounter extends Base {
  readonly resourceType: 'Encounter'
  readonly identifier: readonly Identifier[]
  readonly status: 'in-progress' | 'finished'
  readonly class: Coding
  readonly subject: Reference
  readonly participant: readonly { readonly individual: Reference }[]
  readonly period: Period
  readonly location: readonly { readonly location: Reference }[]
  readonly serviceProvider?: Reference
}

export interface Procedure extends Base {
  readonly resourceType: 'Procedure'
  readonly status: 'preparation' | 'in-progress' | 'not-done' | 'completed'
  readonly code: Concept
  readonly subject: Reference
  readonly encounter: Reference
  readonly performedPeriod?: Period
  readonly performer: readonly { readonly actor: Reference }[]
  readonly note?: readonly Note[]
}

export interface Medication {
  readonly resourceType: 'Medication'
  readonly id: string
  readonly code: Concept
  readonly batch: { readonly lotNumber: string }
}

export interface MedicationAdministration extends Base {
  readonly resourceType: 'MedicationAdministration'
  readonly contained?: readonly Medication[]
  readonly status: 'in-progress' | 'on-hold' | 'completed' | 'stopped' | 'entered-in-error'
  readonly medicationCodeableConcept?: Concept
  readonly medicationReference?: Reference
  readonly subject: Reference
  readonly context: Reference
  readonly effectiveDateTime?: string
  readonly effectivePeriod?: Period
  readonly performer: readonly { readonly function?: Concept; readonly actor: Reference }[]
  readonly note?: readonly Note[]
  readonly dosage: {
    readonly text: string
    readonly route: Concept
    readonly dose: Quantity
    readonly rateQuantity?: Quantity
  }
}

/** A value, or why there is none: exactly one of the two where there are no components. */
export interface Measured {
  readonly valueQuantity?: Quantity
  readonly valueInteger?: number
  readonly valueString?: string
  readonly valueCodeableConcept?: Concept
  readonly dataAbsentReason?: Concept
  readonly interpretation?: readonly Concept[]
  readonly referenceRange?: readonly ReferenceRange[]
}
export interface ReferenceRange {
  readonly low?: Quantity
  readonly high?: Quantity
  readonly text: string
}
export interface Component extends Measured {
  readonly code: Concept
}
export interface Observation extends Base, Measured {
  readonly resourceType: 'Observation'
  readonly status: 'preliminary' | 'final' | 'amended' | 'entered-in-error'
  readonly category: readonly Concept[]
  readonly code: Concept
  readonly subject: Reference
  readonly encounter: Reference
  readonly effectiveDateTime?: string
  readonly issued?: string
  readonly performer?: readonly Reference[]
  readonly note?: readonly Note[]
  readonly bodySite?: Concept
  readonly method?: Concept
  readonly device?: Reference
  readonly derivedFrom?: readonly Reference[]
  readonly component?: readonly Component[]
}

export interface DetectedIssue extends Base {
  readonly resourceType: 'DetectedIssue'
  readonly status: 'preliminary' | 'final' | 'entered-in-error'
  readonly code: Concept
  readonly severity: 'high' | 'moderate' | 'low'
  readonly patient: Reference
  readonly identifiedPeriod: Period
  readonly author: Reference
  readonly evidence?: readonly { readonly detail: readonly Reference[] }[]
  readonly detail: string
  readonly mitigation?: readonly {
    readonly action: Concept
    readonly date: string
    readonly author: Reference
  }[]
}

export interface AuditEvent extends Base {
  readonly resourceType: 'AuditEvent'
  readonly type: Coding
  readonly action: 'R' | 'U' | 'E'
  readonly recorded: string
  readonly outcome: '0'
  readonly outcomeDesc?: string
  readonly agent: readonly { readonly who: Reference; readonly requestor: boolean }[]
  readonly source: { readonly observer: Reference }
  readonly entity?: readonly { readonly what: Reference; readonly description?: string }[]
}

export interface Communication extends Base {
  readonly resourceType: 'Communication'
  readonly status: 'completed'
  readonly subject: Reference
  readonly about?: readonly Reference[]
  readonly encounter: Reference
  readonly sent: string
  readonly sender: Reference
  readonly payload: readonly { readonly contentString: string }[]
  readonly note?: readonly Note[]
}

export interface Provenance extends Base {
  readonly resourceType: 'Provenance'
  readonly target: readonly Reference[]
  readonly recorded: string
  readonly reason?: readonly Concept[]
  readonly activity?: Concept
  readonly agent: readonly { readonly type: Concept; readonly who: Reference }[]
  readonly entity?: readonly { readonly role: 'source'; readonly what: Reference }[]
  readonly signature?: readonly {
    readonly type: readonly Coding[]
    readonly when: string
    readonly who: Reference
  }[]
}

export interface Section {
  readonly title: string
  readonly code: Concept
  readonly text: Narrative
  readonly entry?: readonly Reference[]
}
export interface Composition extends Base {
  readonly resourceType: 'Composition'
  readonly identifier: Identifier
  readonly status: 'preliminary' | 'final' | 'amended'
  readonly type: Concept
  readonly subject: Reference
  readonly encounter: Reference
  readonly date: string
  readonly author: readonly Reference[]
  readonly title: string
  readonly attester?: readonly {
    readonly mode: 'personal' | 'professional'
    readonly time: string
    readonly party: Reference
  }[]
  readonly section: readonly Section[]
}

export type Resource =
  | Composition
  | Patient
  | Practitioner
  | Device
  | DeviceMetric
  | Encounter
  | Procedure
  | MedicationAdministration
  | Observation
  | DetectedIssue
  | AuditEvent
  | Communication
  | Provenance

export interface Bundle {
  readonly resourceType: 'Bundle'
  readonly meta?: Base['meta']
  readonly identifier: Identifier
  readonly type: 'document'
  readonly timestamp: string
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Resource }[]
}
