import { complain, complainAbout, say } from '../cli/terminal.ts'
import { readOrganisation } from '../system/organisation-file.ts'
import { defaultConfig, slackUse, type Variables } from './common.ts'

/** `countersign manifest slack`. */
export async function printManifest(
  options: {
    url: string | undefined
    socketMode: boolean
    workflowStep: boolean
    installable: boolean
    json: boolean
  },
  variables: Variables,
): Promise<number> {
  // The environment is incomplete as a rule: there is no token before there is an app.
  const set = (name: string) => variables[name]?.trim() || null
  const file = await readOrganisation(set('COUNTERSIGN_CONFIG') ?? defaultConfig)
  const absent = file.text === '' && file.organisation === null
  if (file.organisation === null && !absent) {
    complainAbout(file.problems, file)
    return 1
  }
  if (absent)
    complain(`${file.name} is not there yet: the manifest asks for every scope that it may come to need.`)
  const { slackManifest, slackManifestYaml } = await import('../slack/manifest.ts')
  const publicUrl = options.url ?? set('PUBLIC_URL')?.replace(/\/+$/, '') ?? null
  const manifest = {
    command: file.organisation?.command ?? '/countersign',
    use: slackUse(file.organisation),
    socketMode: options.socketMode || (options.url === undefined && set('SLACK_APP_TOKEN') !== null),
    publicUrl,
    installable: set('SLACK_CLIENT_ID') !== null || options.installable,
    workflowStep: options.workflowStep,
  }
  if (!manifest.socketMode && publicUrl !== null && !publicUrl.startsWith('https://')) {
    complain('PUBLIC_URL must begin with https://: Slack sends to encrypted addresses only.')
    return 1
  }
  say(options.json ? JSON.stringify(slackManifest(manifest), null, 2) : slackManifestYaml(manifest).trimEnd())
  return 0
}
