export type { Check } from './doctor/check.ts'
export { examine, type Patient } from './doctor/examine.ts'
export { type MediaInspection, mediaChecks } from './doctor/media.ts'
export { type TeamsInspection, teamsChecks } from './doctor/teams.ts'
