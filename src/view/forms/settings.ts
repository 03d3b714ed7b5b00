/** What a form needs to know of the organisation. */
export interface FormSettings {
  readonly platforms: readonly { readonly id: string; readonly name: string }[]
  readonly maxFiles: number
}
