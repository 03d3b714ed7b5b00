export type { Check } from './doctor/check.ts'
export { examine, type Patient } from './doctor/examine.ts'
