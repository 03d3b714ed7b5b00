/** Why the program ends by itself: a chat that cannot be used as it is set up. */

/** The name of the error with which Teams' receiver says that it cannot start. */
const teamsFault = 'TeamsNotStarted'

/** One line for the operator. Never the words of the error, which a library may fill with anything. */
export function explainRefusal(error: unknown): string {
  if (error instanceof Error && error.name === teamsFault)
    return `Teams could not be started (${nameOf(error.cause)}). Check the settings that begin with TEAMS_.`
  return `Slack refused the connection (${slackCodeOf(error)}). Check SLACK_APP_TOKEN.`
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

/** Slack's code for a refusal. */
function slackCodeOf(error: unknown): string {
  const code = error instanceof Error && 'data' in error ? errorIn(error.data) : null
  return code ?? nameOf(error)
}

function errorIn(data: unknown): string | null {
  const code = typeof data === 'object' && data !== null && 'error' in data ? data.error : null
  return typeof code === 'string' && /^[a-z_]{1,60}$/.test(code) ? code : null
}
