import { writeFile } from 'node:fs/promises'
import { complain, say } from '../cli/terminal.ts'
import { readOrganisation } from '../system/organisation-file.ts'
import { defaultConfig, type Variables } from './common.ts'

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** `countersign manifest teams`. */
export async function writeTeamsPackage(
  options: { url: string | undefined; out: string; json: boolean; version: string },
  variables: Variables,
): Promise<number> {
  // The environment is incomplete as a rule: this is asked for before there is a secret.
  const set = (name: string) => variables[name]?.trim() || null
  const appId = set('MICROSOFT_APP_ID')
  if (appId === null || !idPattern.test(appId)) {
    complain('Set MICROSOFT_APP_ID to the application (client) id of the registration in Entra first.')
    return 1
  }
  const publicUrl = options.url ?? set('PUBLIC_URL')?.replace(/\/+$/, '') ?? null
  if (publicUrl === null || !publicUrl.startsWith('https://')) {
    complain('Teams sends to a public address only: set PUBLIC_URL, or give --url https://….')
    return 1
  }
  const file = await readOrganisation(set('COUNTERSIGN_CONFIG') ?? defaultConfig)
  const organisation = file.organisation?.name ?? 'Countersign'
  const { teamsManifest, teamsPackage } = await import('../teams/manifest.ts')
  const manifest = { appId: appId.toLowerCase(), publicUrl, version: options.version, organisation }
  if (options.json) {
    say(JSON.stringify(teamsManifest(manifest), null, 2))
    return 0
  }
  try {
    await writeFile(options.out, teamsPackage(manifest))
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return 1
  }
  say(`${options.out} is ready to upload: Teams admin center, Teams apps, Manage apps, Upload new app.`)
  say(`The bot’s messaging endpoint, in its Azure resource: ${publicUrl}/api/messages`)
  return 0
}
