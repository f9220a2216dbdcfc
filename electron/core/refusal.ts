/** A request that may not be, in one sentence for the person who asked. */
export class Refusal extends Error {}
