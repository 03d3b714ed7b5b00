export type { Check } from './doctor/check.ts'
export { examine, type Patient } from './doctor/examine.ts'
export { type MediaInspection, mediaChecks } from './doctor/media.ts'
export {
  type ChannelFinding,
  channelsWithoutTeams,
  type TeamsChannel,
  type TeamsInspection,
  teamsChannels,
  teamsChecks,
} from './doctor/teams.ts'
