/** Where the bot token may go: Slack's own hosts, and the host of the configured API when it is another. */

/** Slack's hosts for the Web API, files and response URLs. */
const slackHosts = ['slack.com', 'slack-files.com']

/** True when the address may be asked with the bot token. `apiUrl` is the configured base of the Web API. */
export function tokenMayGoTo(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(apiUrl)) return false
  const url = new URL(address)
  const api = new URL(apiUrl)
  if (url.username !== '' || url.password !== '') return false
  // The API's own origin may be private and without TLS: a proxy, the sandbox, a test. Port included.
  if (url.origin === api.origin) return true
  if (url.protocol !== 'https:' || url.port !== '') return false
  if (url.hostname === api.hostname) return true
  return slackHosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))
}
