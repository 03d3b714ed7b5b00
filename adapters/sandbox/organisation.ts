/**
 * The small company that the sandbox is about. `countersign.yaml` and the Slack workspace must name the same people,
 * so both are made from this one list.
 */
export interface Persona {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly department: 'marketing' | 'security' | 'legal' | 'executive' | 'other'
  readonly title: { readonly en: string; readonly de: string }
  readonly email: string
  readonly locale: 'en-US' | 'en-GB' | 'de-DE'
  readonly timezone: string
  readonly kind: 'member' | 'guest' | 'deactivated' | 'bot'
  /** A hue (0 to 360) for the avatar. */
  readonly hue: number
}

const person = (
  id: string,
  handle: string,
  name: string,
  department: Persona['department'],
  title: Persona['title'],
  locale: Persona['locale'],
  hue: number,
  kind: Persona['kind'] = 'member',
): Persona => ({
  id,
  handle,
  name,
  department,
  title,
  email: `${handle}@example.com`,
  locale,
  timezone: 'Europe/Berlin',
  kind,
  hue,
})

export const personas: readonly Persona[] = [
  person(
    'U0MARA0001',
    'mara',
    'Mara Vogel',
    'marketing',
    { en: 'Social media', de: 'Social Media' },
    'en-US',
    338,
  ),
  person('U0TOM00002', 'tom', 'Tom Berger', 'marketing', { en: 'Campaigns', de: 'Kampagnen' }, 'de-DE', 28),
  person(
    'U0SAM00003',
    'sam',
    'Sam Okafor',
    'security',
    { en: 'Information security', de: 'Informationssicherheit' },
    'en-GB',
    212,
  ),
  person(
    'U0NOOR0004',
    'noor',
    'Noor Haddad',
    'security',
    { en: 'Information security', de: 'Informationssicherheit' },
    'en-GB',
    190,
  ),
  person('U0LENA0005', 'lena', 'Lena Brandt', 'legal', { en: 'Legal', de: 'Recht' }, 'de-DE', 264),
  person('U0OSKAR006', 'oskar', 'Oskar Weiß', 'legal', { en: 'Legal', de: 'Recht' }, 'de-DE', 290),
  person(
    'U0CARLA007',
    'carla',
    'Carla Reyes',
    'executive',
    { en: 'Chief marketing officer', de: 'Marketingvorständin' },
    'en-US',
    150,
  ),
  person(
    'U0EMIL0008',
    'emil',
    'Emil Krause',
    'executive',
    { en: 'Chief executive', de: 'Vorstandsvorsitzender' },
    'de-DE',
    100,
  ),
  person(
    'U0GITA0009',
    'gita',
    'Gita Rao',
    'other',
    { en: 'Guest from an agency', de: 'Gast einer Agentur' },
    'en-US',
    48,
    'guest',
  ),
  person(
    'U0DIRK0010',
    'dirk',
    'Dirk Sommer',
    'other',
    { en: 'Has left the company', de: 'Nicht mehr im Unternehmen' },
    'de-DE',
    0,
    'deactivated',
  ),
  person(
    'U0RELAY011',
    'relaybot',
    'Relay',
    'other',
    { en: 'Another bot', de: 'Ein anderer Bot' },
    'en-US',
    230,
    'bot',
  ),
]

/** Where somebody reads and answers. */
export type ChatName = 'slack' | 'teams'

/** In the mixed company legal works in Teams, and so does one of the two executives; everybody else is in Slack. */
export const firstChatOf = ({ department, handle }: Persona): ChatName =>
  department === 'legal' || handle === 'emil' ? 'teams' : 'slack'

/**
 * The company in Microsoft's cloud: its tenant, the bot's registration, the group of the legal department, and the channel
 * for mediations.
 */
export const entra = {
  tenant: 'aaaaaaaa-0000-4000-8000-000000000001',
  app: 'cccccccc-0000-4000-8000-000000000003',
  legalGroup: 'dddddddd-0000-4000-8000-000000000004',
  mediations: '19:mediations@thread.tacv2',
} as const

/** A persona's object id in Entra. */
export const entraIdOf = (persona: Pick<Persona, 'id'>): string => {
  const index = personas.findIndex(({ id }) => id === persona.id)
  return `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`
}

export const workspaceName = 'Example AG'
export const timezone = 'Europe/Berlin'

export const channels = {
  general: 'C0GENERAL1',
  marketing: 'C0MARKET02',
  security: 'C0SECURE03',
} as const
export const legalUserGroup = 'S0LEGAL0001'

const emailsOf = (department: Persona['department']) =>
  personas.filter((one) => one.department === department && one.kind === 'member').map((one) => one.email)

/** The text of `countersign.yaml` for the sandbox. */
export const organisationYaml = `# The organisation of the sandbox.
organisation:
  name: ${workspaceName}
  timezone: ${timezone}
  locale: en
  workingHours: { mon: 09:00-17:30, tue: 09:00-17:30, wed: 09:00-17:30, thu: 09:00-17:30, fri: 09:00-15:00 }
  holidays: DE-BE
groups:
  security:
    name: Security
    members: [${emailsOf('security').join(', ')}]
    channel: ${channels.security}
    respondWithin: 8wh
  legal:
    name: Legal
    members: ['slack:${legalUserGroup}']
    respondWithin: 8wh
executives:
  - { members: [carla@example.com], respondWithin: 8wh }
  - { members: [emil@example.com], respondWithin: 8wh }
requesters: everyone
mediation: { lasts: 8wh, rounds: 3 }
contest: { within: 2wd }
approval: { validFor: 30d }
`

/** The same with legal in Teams, where a group of Entra says who belongs to it. */
export const mixedOrganisationYaml = organisationYaml
  .replace(`slack:${legalUserGroup}`, `entra:${entra.legalGroup}`)
  .replace('mediation: {', `mediation: { channel: 'teams:${entra.mediations}',`)
