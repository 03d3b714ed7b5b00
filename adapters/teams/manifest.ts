/** The app package that an administrator uploads to Teams: a manifest in two languages, and its icons. */
import { strToU8, zipSync } from 'fflate'
import { colourIcon, outlineIcon } from './icons.ts'
import { commands } from './receive-dialogs.ts'

export interface TeamsManifest {
  /** The application (client) id of the registration. */
  readonly appId: string
  /** Begins with https://; where people read about the service. Without a slash at the end. */
  readonly publicUrl: string
  /** `1.2.3`; Teams takes an update only where it is higher. */
  readonly version: string
  /** The name of the organisation, as who made the app. */
  readonly organisation: string
}

/** The newest schema whose documentation was read. */
const schema = 'https://developer.microsoft.com/json-schemas/teams/v1.22'

const english = {
  short: 'Approvals for posts and new channels, with a way out of every deadlock.',
  full: 'Ask for a social-media post or a new channel to be approved. Security and legal assess the risk and decide with buttons; where they disagree, an executive rules in bounded time. Everything is recorded.',
  newPost: ['New post', 'Ask for a post to be approved'],
  newChannel: ['New channel', 'Ask for a new channel to be approved'],
  message: ['Request approval', 'Ask for this message to be approved as a post'],
  menu: ['new', 'What you can do here, and where to begin'],
  mine: ['mine', 'Your requests'],
  queue: ['queue', 'What waits for your decision'],
  away: ['away', 'Say until when you are away, and who stands in for you'],
  help: ['help', 'What Countersign does'],
} as const

const german: { readonly [Key in keyof typeof english]: string | readonly [string, string] } = {
  short: 'Freigaben für Beiträge und neue Kanäle, mit einem Ausweg aus jeder Sackgasse.',
  full: 'Bitten Sie um die Freigabe eines Beitrags oder eines neuen Kanals. Sicherheit und Recht bewerten das Risiko und entscheiden per Schaltfläche; sind sie uneins, entscheidet die Geschäftsleitung in begrenzter Zeit. Alles wird festgehalten.',
  newPost: ['Neuer Beitrag', 'Um die Freigabe eines Beitrags bitten'],
  newChannel: ['Neuer Kanal', 'Um die Freigabe eines neuen Kanals bitten'],
  message: ['Freigabe anfragen', 'Um die Freigabe dieser Nachricht als Beitrag bitten'],
  menu: ['neu', 'Was Sie hier tun können und wo Sie beginnen'],
  mine: ['meine', 'Ihre Anfragen'],
  queue: ['warteschlange', 'Was auf Ihre Entscheidung wartet'],
  away: ['abwesend', 'Sagen, bis wann Sie abwesend sind und wer Sie vertritt'],
  help: ['hilfe', 'Was Countersign tut'],
}

/** What the bot offers to whoever begins to type, in this order. */
const botCommands = ['menu', 'mine', 'queue', 'away', 'help'] as const

const command = ([title, description]: readonly [string, string]) => ({ title, description })

/** The manifest as data. */
export function teamsManifest({ appId, publicUrl, version, organisation }: TeamsManifest) {
  const action = (id: string, about: readonly [string, string], context: readonly string[]) => ({
    id,
    type: 'action',
    ...command(about),
    context,
    fetchTask: true,
  })
  return {
    $schema: `${schema}/MicrosoftTeams.schema.json`,
    manifestVersion: '1.22',
    version,
    id: appId,
    developer: {
      name: organisation.slice(0, 32),
      websiteUrl: publicUrl,
      privacyUrl: publicUrl,
      termsOfUseUrl: publicUrl,
    },
    name: { short: 'Countersign', full: 'Countersign' },
    description: { short: english.short, full: english.full },
    localizationInfo: {
      defaultLanguageTag: 'en',
      additionalLanguages: [{ languageTag: 'de', file: 'de.json' }],
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#1F4E8C',
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [
          {
            scopes: ['personal'],
            commands: botCommands.map((name) => command(english[name])),
          },
        ],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: [
          action(commands.post, english.newPost, ['compose', 'commandBox']),
          action(commands.channel, english.newChannel, ['compose', 'commandBox']),
          action(commands.message, english.message, ['message']),
        ],
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [],
  }
}

/** The German words, by where in the manifest they take the place of the English ones. */
function germanWords(): Record<string, string> {
  const pairs: [string, string | readonly [string, string]][] = [
    ['composeExtensions[0].commands[0]', german.newPost],
    ['composeExtensions[0].commands[1]', german.newChannel],
    ['composeExtensions[0].commands[2]', german.message],
    ...botCommands.map((name, index): [string, (typeof german)[typeof name]] => [
      `bots[0].commandLists[0].commands[${index}]`,
      german[name],
    ]),
  ]
  return {
    $schema: `${schema}/MicrosoftTeams.Localization.schema.json`,
    'name.short': 'Countersign',
    'name.full': 'Countersign',
    'description.short': String(german.short),
    'description.full': String(german.full),
    ...Object.fromEntries(
      pairs.flatMap(([path, about]) => [
        [`${path}.title`, about[0] ?? ''],
        [`${path}.description`, about[1] ?? ''],
      ]),
    ),
  }
}

/** The package, ready to upload. The same input gives the same bytes. */
export function teamsPackage(manifest: TeamsManifest): Uint8Array {
  const json = (value: object) => strToU8(`${JSON.stringify(value, null, 2)}\n`)
  return zipSync(
    {
      'manifest.json': json(teamsManifest(manifest)),
      'de.json': json(germanWords()),
      'color.png': colourIcon(),
      'outline.png': outlineIcon(),
    },
    { mtime: '2026-01-01T00:00:00Z' },
  )
}
