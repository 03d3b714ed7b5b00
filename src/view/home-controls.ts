import type { MinuteOfDay } from '../domain/person/preferences.ts'
import { tiers } from '../domain/risk/types.ts'
import type { HomeChoice, HomeView } from './card.ts'
import { messagesIn } from './catalogue.ts'
import { offeredChats } from './chat-question.ts'
import { glance, type HomeLook } from './home-look.ts'
import { type ChatName, chatNames } from './moved-card.ts'
import { clockTime } from './preferences.ts'
import { limits, shorten } from './shorten.ts'
import { asPlain, type Locale } from './text.ts'

/** Each in itself, so that whoever ended up in the wrong one finds the way back. */
const ownNames: Readonly<Record<Locale, string>> = { en: 'English', de: 'Deutsch' }

interface About {
  readonly locale: Locale
  readonly look: HomeLook
  /** The language that was chosen; null: as in the chat. */
  readonly chosen: Locale | null
  readonly platforms: readonly { readonly id: string; readonly name: string }[]
  /** When they get their digest; null: single messages. */
  readonly digest: MinuteOfDay | null
  /** Where their cards come, for people with several chats; null: where they were last. Absent: there is one chat only. */
  readonly chat?: ChatName | null
  /** The groups that the reader decides for. */
  readonly groups: readonly { readonly id: string; readonly name: string }[]
  /** How many requests are found over all parts. */
  readonly listed: number
}

export const isNarrowed = ({ kind, platform, tier, group, words = '' }: HomeLook): boolean =>
  words.trim() !== '' || [kind, platform, tier, group].some((each) => each !== undefined)

/** What somebody can choose about their overview: what of it is shown, and the language of everything. */
export function homeControls(about: About): NonNullable<HomeView['controls']> {
  const { look, locale, chosen } = about
  const { chats, digest, general } = messagesIn(locale)
  const { language } = general
  const finds = about.listed >= glance || isNarrowed(look)
  return {
    look,
    filters: finds ? filtersOf(about) : [],
    search: finds
      ? {
          label: asPlain(general.search),
          placeholder: asPlain(general.searchPlaceholder),
          value: look.words ?? '',
        }
      : null,
    language: {
      ...choice(
        'language',
        language.auto,
        [
          ['en', ownNames.en],
          ['de', ownNames.de],
        ],
        chosen ?? '',
      ),
      label: asPlain(language.label),
    },
    digest: {
      ...choice(
        'digest',
        digest.none,
        digestOptions(about),
        about.digest === null ? '' : String(about.digest),
      ),
      label: asPlain(digest.label),
    },
    ...(about.chat === undefined
      ? {}
      : {
          chat: {
            ...choice('chat', chats.lastActive, chatOptions, about.chat ?? ''),
            label: asPlain(chats.label),
          },
        }),
  }
}

function choice(
  id: HomeChoice['id'],
  all: string,
  options: readonly (readonly [id: string, label: string])[],
  value: string | undefined,
): HomeChoice {
  return {
    id,
    label: asPlain(all),
    options: [['', all] as const, ...options].map(([option, label]) => ({
      id: option,
      label: shorten(label, limits.optionLabel),
    })),
    value: options.some(([option]) => option === value) ? (value ?? '') : '',
  }
}

function filtersOf({ locale, look, platforms, groups }: About): readonly HomeChoice[] {
  const { general, terms } = messagesIn(locale)
  const { filter } = general
  const named = (list: About['groups']) => list.map(({ id, name }) => [id, name] as const)
  return [
    choice(
      'kind',
      filter.kind.all,
      [
        ['post', filter.kind.post],
        ['channel', filter.kind.channel],
      ],
      look.kind,
    ),
    choice('platform', filter.platform, named(platforms), look.platform),
    choice(
      'tier',
      filter.tier,
      tiers.map((tier) => [tier, terms.tier[tier]] as const),
      look.tier,
    ),
    ...(groups.length > 1 ? [choice('group', filter.group, named(groups), look.group)] : []),
  ]
}

const chatOptions = offeredChats.map((chat) => [chat, chatNames[chat]] as const)

/** From six in the morning to six in the evening; whoever wants another time types it, and then it is among these. */
function digestOptions({ digest: chosen, locale }: About): readonly (readonly [id: string, label: string])[] {
  const { digest } = messagesIn(locale)
  const offered = Array.from({ length: 25 }, (_, index) => 360 + index * 30)
  const times = chosen === null || offered.includes(chosen) ? offered : [...offered, chosen]
  return times.sort((one, other) => one - other).map((time) => [String(time), digest.at(clockTime(time))])
}
