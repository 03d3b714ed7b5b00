/** How the configuration names channels: those of Slack as Slack does, those of Teams behind a word. */
const teamsPrefix = 'teams:'

/** The name of a channel of Teams, given its id there. */
export const teamsChannelName = (id: string): string => `${teamsPrefix}${id}`

/** The id in Teams of a channel that the configuration names; null for one of Slack. */
export const idOfTeamsChannel = (channel: string): string | null =>
  channel.startsWith(teamsPrefix) ? channel.slice(teamsPrefix.length) : null
