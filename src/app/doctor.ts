export type { Check } from './doctor/check.ts'
export { examine, type Patient } from './doctor/examine.ts'
export { type MediaInspection, mediaChecks, mediaLinkChecks, missingForLinks } from './doctor/media.ts'
export {
  type ChannelFinding,
  channelsWithoutTeams,
  type TeamsChannel,
  type TeamsInspection,
  teamsChannels,
  teamsChecks,
} from './doctor/teams.ts'
