/** The forms: what is asked, in what order, with what limits. The app reads them back by the same ids. */
export { absenceFields, absenceForm } from './forms/absence.ts'
export { composeForm } from './forms/compose.ts'
export { type FieldErrorCode, fieldErrorCodes, fieldErrorText } from './forms/field-errors.ts'
export { conditionSlots, fieldIds } from './forms/field-ids.ts'
export { fillForm, isBlank, isEmpty } from './forms/fill.ts'
export type { FormSettings } from './forms/settings.ts'
export {
  type ApprovedTogether,
  confirmTogetherForm,
  togetherForm,
  togetherTold,
} from './forms/together.ts'
export { valuesOf } from './forms/values.ts'
export { verbForm } from './forms/verb.ts'
