/** A port as the system lists it. */
export interface ListedPort {
  readonly path: string
  readonly manufacturer?: string | undefined
  readonly serialNumber?: string | undefined
  readonly vendorId?: string | undefined
  readonly productId?: string | undefined
  /** Windows alone gives it: the product's name, with the port's in brackets. */
  readonly friendlyName?: string | undefined
}
